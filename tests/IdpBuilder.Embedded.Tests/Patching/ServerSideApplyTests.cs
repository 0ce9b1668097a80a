using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Tests.Patching;

public sealed class ServerSideApplyTests
{
    private static ApplyScenario Scenario() => new(ApplyScenario.Lists);

    /// <summary>Two writers apply in turn; what is left, and what each owns.</summary>
    public static TheoryData<string, string, string, string, string, string> Takes => new()
    {
        { "a field given up goes", "{'value': 'x', 'number': 1}", "{'number': 1}", "{'number': 1}", ".number", "" },
        { "a struct goes with its last field", "{'value': 'x', 'struct': {'a': '1'}}", "{'value': 'x'}", "{'value': 'x'}", ".value", "" },
        { "a struct stays for its other field", "{'struct': {'a': '1', 'b': '2'}}", "{'struct': {'b': '2'}}", "{'struct': {'b': '2'}}", ".struct.b", "" },
        { "a map entry given up goes", "{'map': {'a': '1', 'b': '2'}}", "{'map': {'a': '1'}}", "{'map': {'a': '1'}}", ".map.a", "" },
        { "an atomic map is replaced", "{'whole': {'a': '1', 'b': '2'}}", "{'whole': {'c': '3'}}", "{'whole': {'c': '3'}}", ".whole", "" },
        { "an atomic list is replaced", "{'atomic': ['a', 'b']}", "{'atomic': ['b', 'c']}", "{'atomic': ['b', 'c']}", ".atomic", "" },
        { "a value of a set given up goes", "{'set': ['a', 'b']}", "{'set': ['b', 'c']}", "{'set': ['b', 'c']}", ".set[=\"b\"] .set[=\"c\"]", "" },
        { "an item given up goes", "{'items': [{'name': 'a', 'value': '1'}, {'name': 'b'}]}", "{'items': [{'name': 'b'}]}", "{'items': [{'name': 'b'}]}", ".items[name=\"b\"] .items[name=\"b\"].name", "" },
        { "a field of an item given up goes", "{'items': [{'name': 'a', 'value': '1'}]}", "{'items': [{'name': 'a'}]}", "{'items': [{'name': 'a'}]}", ".items[name=\"a\"] .items[name=\"a\"].name", "" },
        { "a list goes with its last item", "{'value': 'x', 'items': [{'name': 'a'}]}", "{'value': 'x'}", "{'value': 'x'}", ".value", "" },
        { "nothing applied leaves nothing", "{'value': 'x', 'struct': {'inner': {'c': '1'}}}", "{}", "{}", "", "" },
        { "an item's default key is its key", "{'ports': [{'port': 80}]}", "{'ports': [{'port': 80, 'protocol': 'TCP', 'name': 'x'}]}", "{'ports': [{'port': 80, 'protocol': 'TCP', 'name': 'x'}]}", ".ports[port=80,protocol=\"TCP\"] .ports[port=80,protocol=\"TCP\"].name .ports[port=80,protocol=\"TCP\"].port .ports[port=80,protocol=\"TCP\"].protocol", "" },
        { "an empty map is owned as such", "{}", "{'map': {}}", "{'map': {}}", ".map", "" },
    };

    [Theory]
    [MemberData(nameof(Takes))]
    public void What_a_writer_applies_no_more_goes(string row, string first, string second, string left, string owned, string others)
    {
        var scenario = Scenario().Apply("one", first).Apply("one", second);
        Json.Same(left, scenario.Content());
        Assert.Equal(owned, scenario.Owned("one"));
        Assert.Equal(others, scenario.Owned("two"));
        Assert.NotEmpty(row);
    }

    public static TheoryData<string, string, string, string> Shared => new()
    {
        { "{'value': 'x', 'number': 1}", "{'value': 'x'}", "{'number': 1}", "{'value': 'x', 'number': 1}" },
        { "{'struct': {'a': '1'}}", "{'struct': {'b': '2'}}", "{}", "{'struct': {'b': '2'}}" },
        { "{'set': ['a', 'b']}", "{'set': ['b']}", "{}", "{'set': ['b']}" },
        { "{'map': {'a': '1', 'b': '2'}}", "{'map': {'b': '2', 'c': '3'}}", "{'map': {'a': '1'}}", "{'map': {'a': '1', 'b': '2', 'c': '3'}}" },
        { "{'items': [{'name': 'a', 'value': '1'}]}", "{'items': [{'name': 'a', 'other': '2'}]}", "{}", "{'items': [{'name': 'a', 'other': '2'}]}" },
        { "{'items': [{'name': 'a'}, {'name': 'b'}]}", "{'items': [{'name': 'c'}]}", "{'items': [{'name': 'b'}]}", "{'items': [{'name': 'b'}, {'name': 'c'}]}" },
    };

    [Theory]
    [MemberData(nameof(Shared))]
    public void What_another_writer_applies_too_stays(string one, string two, string oneAgain, string left) =>
        Json.Same(left, Scenario().Apply("one", one).Apply("two", two).Apply("one", oneAgain).Content());

    [Fact]
    public void What_an_updater_changed_stays_although_the_applier_gives_it_up()
    {
        var scenario = Scenario().Apply("one", "{'value': 'x', 'number': 1}").Update("controller", "{'value': 'y', 'number': 1}").Apply("one", "{'number': 1}");
        Json.Same("{'value': 'y', 'number': 1}", scenario.Content());
        Assert.Equal(".value", scenario.Owned("controller", "Update"));
    }

    [Fact]
    public void An_item_given_up_goes_with_what_an_updater_had_put_into_it()
    {
        var scenario = Scenario().Apply("one", "{'items': [{'name': 'a'}, {'name': 'b'}]}")
            .Update("controller", "{'items': [{'name': 'a', 'value': 'set'}, {'name': 'b'}]}")
            .Apply("one", "{'items': [{'name': 'b'}]}");
        Json.Same("{'items': [{'name': 'b'}]}", scenario.Content());
        Assert.Empty(scenario.Owned("controller", "Update"));
    }

    [Fact]
    public void An_item_that_an_updater_added_stays()
    {
        var scenario = Scenario().Apply("one", "{'items': [{'name': 'a'}]}")
            .Update("controller", "{'items': [{'name': 'a'}, {'name': 'b'}]}")
            .Apply("one", "{}");
        Json.Same("{'items': [{'name': 'b'}]}", scenario.Content());
    }

    [Fact]
    public void Applying_the_same_again_changes_nothing_at_all()
    {
        var scenario = Scenario().Apply("one", "{'value': 'x', 'items': [{'name': 'a', 'value': '1'}], 'set': ['q']}");
        var before = scenario.Object!.ToJsonString();
        scenario.Apply("one", "{'set': ['q'], 'items': [{'name': 'a', 'value': '1'}], 'value': 'x'}");
        Assert.Equal(before, scenario.Object!.ToJsonString());
    }

    [Fact]
    public void A_value_of_another_applier_is_a_conflict_that_changes_nothing()
    {
        var scenario = Scenario().Apply("one", "{'number': 1}");
        var outcome = scenario.TryApply("two", "{'number': 2}");
        Assert.Null(outcome.Object);
        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .number", outcome.ConflictMessage);
        Assert.Equal(("conflict with \"one\"", ".number"), (outcome.Conflicts[0].Message, outcome.Conflicts[0].Field));
        Json.Same("{'number': 1}", scenario.Content());
    }

    [Fact]
    public void A_value_of_an_updater_is_a_conflict_that_names_its_version()
    {
        var outcome = Scenario().Update("kubectl-client-side-apply", "{'number': 1}").TryApply("two", "{'number': 2}");
        Assert.Equal("Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using example.io/v1: .number", outcome.ConflictMessage);
    }

    [Fact]
    public void Several_conflicts_are_listed_by_owner()
    {
        var outcome = Scenario().Apply("one", "{'number': 1, 'value': 'x'}").Apply("two", "{'items': [{'name': 'a', 'value': '1'}]}")
            .TryApply("three", "{'number': 2, 'value': 'y', 'items': [{'name': 'a', 'value': '2'}]}");
        Assert.Equal(
            "Apply failed with 3 conflicts: conflicts with \"one\":\n- .number\n- .value\nconflicts with \"two\":\n- .items[name=\"a\"].value",
            outcome.ConflictMessage);
    }

    [Fact]
    public void Force_takes_the_field_over()
    {
        var scenario = Scenario().Apply("one", "{'number': 1, 'value': 'x'}").Apply("two", "{'number': 2}", force: true);
        Json.Same("{'number': 2, 'value': 'x'}", scenario.Content());
        Assert.Equal(".value", scenario.Owned("one"));
        Assert.Equal(".number", scenario.Owned("two"));
    }

    [Fact]
    public void Force_leaves_no_entry_to_who_owns_nothing_any_more() =>
        Assert.Empty(Scenario().Apply("one", "{'number': 1}").Apply("two", "{'number': 2}", force: true).Owned("one"));

    [Fact]
    public void The_same_value_has_several_owners()
    {
        var scenario = Scenario().Apply("one", "{'number': 1}").Apply("two", "{'number': 1}");
        Assert.Equal((".number", ".number"), (scenario.Owned("one"), scenario.Owned("two")));
    }

    [Fact]
    public void A_list_that_is_not_shared_is_a_conflict_as_a_whole() =>
        Assert.Equal(".atomic", Scenario().Apply("one", "{'atomic': ['a']}").TryApply("two", "{'atomic': ['a', 'b']}").Conflicts.Single().Field);

    [Fact]
    public void Fields_of_an_object_without_account_are_said_to_be_from_before()
    {
        var scenario = new ApplyScenario(ApplyScenario.Lists).Update("old", "{'metadata': {'uid': '1'}, 'value': 'x', 'number': 1}");
        scenario.Update("old", "{'metadata': {'uid': '1', 'managedFields': []}, 'value': 'x', 'number': 1}");
        Assert.Empty(scenario.Entries());
        var outcome = scenario.TryApply("one", "{'value': 'y'}");
        Assert.Equal("Apply failed with 1 conflict: conflict with \"before-first-apply\" using example.io/v1: .value", outcome.ConflictMessage);
        scenario.Apply("one", "{'value': 'y'}", force: true);
        Assert.Equal(".number", scenario.Owned("before-first-apply", "Update"));
    }

    [Theory]
    [InlineData("{'foo': 1}", ".foo: field not declared in schema")]
    [InlineData("{'struct': {'foo': 1}}", ".struct.foo: field not declared in schema")]
    [InlineData("{'number': 'x'}", ".number: expected numeric (int or float), got string")]
    [InlineData("{'value': 1}", ".value: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData("{'flag': 'yes'}", ".flag: expected boolean, got &{yes}")]
    [InlineData("{'items': [{'name': 'a'}, {'name': 'a'}]}", ".items: duplicate entries for key [name=\"a\"]")]
    [InlineData("{'set': ['a', 'a']}", ".set: duplicate entries for key [=\"a\"]")]
    [InlineData("{'items': [{'value': 'a'}]}", ".items: element 0: associative list with keys has an element that omits all key fields [\"name\"] (and doesn't have default values for any key fields)")]
    [InlineData("{'items': [{'name': 'a', 'foo': 1}]}", ".items[name=\"a\"].foo: field not declared in schema")]
    [InlineData("{'set': [{}]}", ".set: element 0: associative list without keys has an element that's a map type")]
    [InlineData("{'map': 'x'}", ".map: expected map, got &{x}")]
    public void A_configuration_that_is_not_of_the_type_is_refused(string configuration, string expected)
    {
        var failure = Assert.Throws<PatchException>(() => Scenario().TryApply("one", configuration));
        Assert.Equal($"failed to create typed patch object (/; /, Kind=): {expected}", failure.Message.Replace("(/; , Kind=)", "(/; /, Kind=)", StringComparison.Ordinal));
        Assert.Equal(500, failure.Code);
    }

    [Fact]
    public void Several_mistakes_are_named_together()
    {
        var failure = Assert.Throws<PatchException>(() => Scenario().TryApply("one", "{'foo': 1, 'number': 'x'}"));
        Assert.EndsWith("errors:\n  .foo: field not declared in schema\n  .number: expected numeric (int or float), got string", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_with_an_account_is_refused() =>
        Assert.Equal(400, Assert.Throws<PatchException>(() => Scenario().TryApply("one", "{'metadata': {'managedFields': []}}")).Code);

    [Fact]
    public void Values_that_live_objects_have_twice_are_kept_and_owned_together()
    {
        var scenario = Scenario().Update("old", "{'set': ['a', 'a', 'b']}").Apply("one", "{'set': ['b', 'c']}");
        Json.Same("{'set': ['a', 'a', 'b', 'c']}", scenario.Content());
    }

    [Theory]
    [InlineData("['a', 'b', 'c']", "['c', 'a']", "['b', 'c', 'a']")]
    [InlineData("['a', 'b']", "['b', 'x', 'a']", "['b', 'x', 'a']")]
    [InlineData("['a', 'b', 'c']", "['x']", "['a', 'b', 'c', 'x']")]
    [InlineData("['a', 'b', 'c']", "['a', 'x', 'c']", "['a', 'b', 'x', 'c']")]
    [InlineData("[]", "['b', 'a']", "['b', 'a']")]
    public void Shared_values_come_in_the_applied_order(string live, string applied, string merged) =>
        Json.Same($"{{'set': {merged}}}", Scenario().Update("old", $"{{'set': {live}}}").Apply("one", $"{{'set': {applied}}}").Content());

    [Fact]
    public void Without_a_schema_objects_are_merged_and_lists_replaced()
    {
        var scenario = new ApplyScenario(null).Apply("one", "{'a': {'b': 1}, 'list': [1, 2]}").Apply("two", "{'a': {'c': 2}}");
        Json.Same("{'a': {'b': 1, 'c': 2}, 'list': [1, 2]}", scenario.Content());
        Json.Same("{'a': {'c': 2}}", scenario.Apply("one", "{}").Content());
    }

    [Fact]
    public void Identity_and_the_servers_own_fields_have_no_owner() =>
        Assert.Equal(
            ".metadata.labels.a .value",
            Ordered(Scenario().Apply("one", "{'apiVersion': 'example.io/v1', 'kind': 'X', 'metadata': {'name': 'x', 'namespace': 'n', 'labels': {'a': 'b'}}, 'value': 'v'}").Owned("one")));

    [Fact]
    public void A_manager_through_a_subresource_is_another_one()
    {
        var scenario = Scenario().Apply("one", "{'value': 'x'}");
        scenario.TryApply("one", "{'number': 1}", subresource: "status");
        Json.Same("{'value': 'x', 'number': 1}", scenario.Content());
        Assert.Equal(".number", scenario.Owned("one", subresource: "status"));
    }

    [Fact]
    public void Kubectl_takes_over_what_its_client_side_apply_had_set()
    {
        const string Applied = "{\\\"apiVersion\\\":\\\"example.io/v1\\\",\\\"value\\\":\\\"x\\\"}";
        var live = $"{{'metadata': {{'annotations': {{'kubectl.kubernetes.io/last-applied-configuration': '{Applied}'}}}}, 'value': 'x', 'number': 1}}";
        var scenario = Scenario().Update("kubectl-client-side-apply", live);
        scenario.Apply("kubectl", "{'value': 'y'}");
        Assert.Equal("y", scenario.Object!["value"]!.GetValue<string>());
        Assert.Equal("{\"value\":\"y\"}\n", scenario.Object["metadata"]!["annotations"]![LastApplied.Annotation]!.GetValue<string>());
        Assert.Single(scenario.TryApply("kubectl", "{'value': 'y', 'number': 2}").Conflicts);
    }

    [Theory]
    [InlineData("{'type': 'object', 'x-kubernetes-map-type': 'atomic', 'additionalProperties': {'type': 'string'}}", "{'a': '1'}", "{'a': '2'}")]
    [InlineData("{'type': 'array', 'items': {'type': 'string'}}", "['a']", "['b']")]
    public void Who_owned_a_part_of_what_became_atomic_owns_all_of_it(string atomic, string first, string second)
    {
        var shared = atomic.Replace("'x-kubernetes-map-type': 'atomic', ", string.Empty, StringComparison.Ordinal)
            .Replace("'array',", "'array', 'x-kubernetes-list-type': 'set',", StringComparison.Ordinal);
        var scenario = new ApplyScenario(TypeWith(shared)).Apply("one", $"{{'x': {first}}}");
        scenario.Schema = TypeWith(atomic);
        Assert.Equal(".x", scenario.TryApply("two", $"{{'x': {second}}}").Conflicts.Single().Field);
        Json.Same($"{{'x': {second}}}", scenario.Apply("one", $"{{'x': {second}}}").Content());
        Assert.Equal(".x", scenario.Owned("one"));
    }

    private static TypeSchema TypeWith(string field) =>
        CrdSchema.Read(Json.Object($"{{'type': 'object', 'properties': {{'x': {field}}}}}"));

    private static string Ordered(string paths) => string.Join(' ', paths.Split(' ').Order(StringComparer.Ordinal));
}
