using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Patching;

public sealed class ManagedFieldsTests
{
    private static ApplyScenario Scenario() => new(ApplyScenario.Lists);

    [Fact]
    public void Who_creates_owns_everything_set() =>
        Assert.Equal(".map .value .map.a", Scenario().Update("one", "{'value': 'x', 'map': {'a': '1'}}").Owned("one", "Update"));

    [Fact]
    public void Who_changes_a_field_owns_it_from_then_on()
    {
        var scenario = Scenario().Update("one", "{'value': 'x', 'number': 1}").Update("two", "{'value': 'y', 'number': 1}");
        Assert.Equal((".number", ".value"), (scenario.Owned("one", "Update"), scenario.Owned("two", "Update")));
    }

    [Fact]
    public void Who_changes_nothing_owns_nothing() =>
        Assert.Empty(Scenario().Update("one", "{'value': 'x'}").Update("two", "{'value': 'x'}").Owned("two", "Update"));

    [Fact]
    public void A_field_that_goes_has_no_owner() =>
        Assert.Equal(".number", Scenario().Update("one", "{'value': 'x', 'number': 1}").Update("two", "{'number': 1}").Owned("one", "Update"));

    [Fact]
    public void A_second_change_adds_to_the_same_entry()
    {
        var scenario = Scenario().Update("one", "{'value': 'x'}").Update("one", "{'value': 'x', 'number': 1}");
        Assert.Equal(".number .value", scenario.Owned("one", "Update"));
        Assert.Equal("2024-05-01T12:00:02Z", scenario.Entries().Single()["time"]!.GetValue<string>());
    }

    [Fact]
    public void A_status_written_apart_has_its_own_entry()
    {
        var scenario = Scenario().Update("one", "{'value': 'x'}").Update("one", "{'value': 'x', 'number': 1}", "status");
        Assert.Equal((".value", ".number"), (scenario.Owned("one", "Update"), scenario.Owned("one", "Update", "status")));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{}]")]
    public void An_empty_account_throws_the_old_one_away(string account)
    {
        var scenario = Scenario().Update("one", "{'value': 'x'}").Update("two", $"{{'value': 'y', 'metadata': {{'managedFields': {account}}}}}");
        Assert.Empty(scenario.Entries());
    }

    [Fact]
    public void A_broken_account_from_a_client_is_replaced_by_the_stored_one()
    {
        var scenario = Scenario().Update("one", "{'value': 'x'}")
            .Update("two", "{'value': 'x', 'number': 1, 'metadata': {'managedFields': [{'manager': 'x', 'operation': 'Guess'}]}}");
        Assert.Equal((".value", ".number"), (scenario.Owned("one", "Update"), scenario.Owned("two", "Update")));
    }

    [Fact]
    public void Entries_come_appliers_first_then_by_time()
    {
        var scenario = Scenario().Update("b", "{'value': 'x'}").Update("a", "{'value': 'x', 'number': 1}").Apply("z", "{'flag': true}");
        Assert.Equal(["z", "b", "a"], scenario.Entries().Select(entry => entry["manager"]!.GetValue<string>()));
    }

    [Fact]
    public void Too_many_updaters_are_joined_oldest_first()
    {
        var scenario = Scenario();
        var content = new JsonObject();
        for (var i = 0; i < 13; i++)
        {
            content[$"k{i:00}"] = "v";
            scenario.Update($"writer{i:00}", new JsonObject { ["map"] = content.DeepClone() }.ToJsonString());
        }

        var managers = scenario.Entries().Select(entry => entry["manager"]!.GetValue<string>()).ToArray();
        Assert.Equal(10, managers.Length);
        Assert.Equal("ancient-changes", managers[0]);
        Assert.Equal("writer12", managers[^1]);
        Assert.Contains(".map.k03", scenario.Owned("ancient-changes", "Update"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_created_deployment_is_accounted_for_as_by_a_real_server()
    {
        var schema = SchemaCatalog.Find(new GroupVersionKind("apps", "v1", "Deployment"))!;
        var deployment = Json.Object("""
            {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web', 'labels': {'app': 'web'}},
             'spec': {'replicas': 1, 'selector': {'matchLabels': {'app': 'web'}}, 'strategy': {'type': 'RollingUpdate', 'rollingUpdate': {'maxSurge': '25%'}},
              'template': {'metadata': {'labels': {'app': 'web'}}, 'spec': {'containers': [{'name': 'web', 'image': 'nginx', 'resources': {}}]}}}}
            """);
        ManagedFields.RecordUpdate(null, deployment, schema, new FieldWriter("kubectl-create", "apps/v1", DateTimeOffset.UnixEpoch));
        Json.Same(
            """
            {'f:metadata': {'f:labels': {'.': {}, 'f:app': {}}},
             'f:spec': {'f:replicas': {}, 'f:selector': {}, 'f:strategy': {'f:rollingUpdate': {'.': {}, 'f:maxSurge': {}}, 'f:type': {}},
              'f:template': {'f:metadata': {'f:labels': {'.': {}, 'f:app': {}}},
               'f:spec': {'f:containers': {'.': {}, 'k:{\"name\":\"web\"}': {'.': {}, 'f:image': {}, 'f:name': {}, 'f:resources': {}}}}}}}
            """.Replace("'.': {}, 'k:", "'k:", StringComparison.Ordinal),
            WithoutDots(deployment["metadata"]!["managedFields"]![0]!["fieldsV1"]!, "f:containers"));
    }

    [Fact]
    public void An_ignored_status_has_no_owner()
    {
        var next = Json.Object("{'spec': {'a': 1}, 'status': {'b': 2}}");
        var writer = new FieldWriter("one", "v1", DateTimeOffset.UnixEpoch) { Ignored = ResetFields.For(true, string.Empty) };
        ManagedFields.RecordUpdate(null, next, null, writer);
        Json.Same("{'f:spec': {'.': {}, 'f:a': {}}}", next["metadata"]!["managedFields"]![0]!["fieldsV1"]);
    }

    // A list's own entry differs: a real object always has the list, if only as null.
    private static JsonNode WithoutDots(JsonNode fields, string below)
    {
        var containers = fields["f:spec"]!["f:template"]!["f:spec"]![below]!.AsObject();
        containers.Remove(".");
        return fields;
    }
}
