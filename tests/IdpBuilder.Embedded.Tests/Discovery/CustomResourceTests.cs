using IdpBuilder.Tests.Http;

namespace IdpBuilder.Tests.Discovery;

public sealed class CustomResourceTests
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Tabs = "/apis/stable.example.com/v1/namespaces/default/crontabs";
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: crontabs.stable.example.com}
        spec:
          group: stable.example.com
          scope: Namespaced
          names: {plural: crontabs, kind: CronTab, shortNames: [ct]}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}, scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas}}
            selectableFields: [{jsonPath: .spec.cronSpec}]
            additionalPrinterColumns:
            - {name: Spec, type: string, jsonPath: .spec.cronSpec}
            - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    required: [cronSpec]
                    properties:
                      cronSpec: {type: string, pattern: '^\S+ \S+$'}
                      replicas: {type: integer, default: 2}
                  status: {type: object, x-kubernetes-preserve-unknown-fields: true}
          - name: v1beta1
            served: true
            storage: false
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """;

    [Fact]
    public async Task A_definition_is_established_and_served_when_its_creation_is_answered()
    {
        using var client = await WithDefinitionAsync();

        var definition = (await client.GetAsync(Definitions + "/crontabs.stable.example.com")).Expect(200);
        var resources = (await client.GetAsync("/apis/stable.example.com/v1")).Expect(200);

        Assert.Equal("NamesAccepted", definition["status", "conditions", "0", "type"]);
        Assert.Equal("Established", definition["status", "conditions", "1", "type"]);
        Assert.Equal("True", definition["status", "conditions", "1", "status"]);
        Assert.Equal("CronTabList", definition["status", "acceptedNames", "listKind"]);
        Assert.Equal("crontabs", resources["resources", "0", "name"]);
        Assert.Equal("ct", resources["resources", "0", "shortNames", "0"]);
    }

    [Fact]
    public async Task Objects_get_defaults_lose_unknown_fields_and_are_validated()
    {
        using var client = await WithDefinitionAsync();

        var created = (await client.PostAsync(Tabs, Tab("a", """{"cronSpec":"* *","unknown":1}"""))).Expect(201);
        var invalid = (await client.PostAsync(Tabs, Tab("b", """{"replicas":"x"}"""))).Expect(422);

        Assert.Equal("2", created["spec", "replicas"]);
        Assert.Null(created["spec", "unknown"]);
        Assert.Contains("unknown field", Assert.Single(created.Warnings), StringComparison.Ordinal);
        Assert.StartsWith("CronTab.stable.example.com \"b\" is invalid: ", invalid["message"], StringComparison.Ordinal);
        Assert.Contains("spec.cronSpec: Required value", invalid["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_version_shows_every_object()
    {
        using var client = await WithDefinitionAsync();
        (await client.PostAsync(Tabs, Tab("a", """{"cronSpec":"* *"}"""))).Expect(201);

        var other = (await client.GetAsync("/apis/stable.example.com/v1beta1/namespaces/default/crontabs")).Expect(200);

        Assert.Equal("stable.example.com/v1beta1", other["items", "0", "apiVersion"]);
        Assert.Equal("* *", other["items", "0", "spec", "cronSpec"]);
    }

    [Fact]
    public async Task Columns_and_selectors_of_the_definition_hold()
    {
        using var client = await WithDefinitionAsync();
        (await client.PostAsync(Tabs, Tab("a", """{"cronSpec":"1 1"}"""))).Expect(201);
        (await client.PostAsync(Tabs, Tab("b", """{"cronSpec":"2 2"}"""))).Expect(201);
        (await client.PatchAsync(
            Tabs + "/b/status", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""", "application/merge-patch+json")).Expect(200);

        var table = (await client.GetAsync(Tabs + "?fieldSelector=spec.cronSpec%3D2%202", "application/json;as=Table;g=meta.k8s.io;v=v1")).Expect(200);
        var refused = (await client.GetAsync(Tabs + "?fieldSelector=spec.replicas%3D2")).Expect(400);

        Assert.Equal("b", table["rows", "0", "cells", "0"]);
        Assert.Equal("2 2", table["rows", "0", "cells", "1"]);
        Assert.Equal("True", table["rows", "0", "cells", "2"]);
        Assert.Null(table.Json["rows"]!.AsArray().ElementAtOrDefault(1));
        Assert.Contains("is not a known field selector", refused["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_go_with_their_definition()
    {
        using var client = await WithDefinitionAsync();
        (await client.PostAsync(Tabs, Tab("a", """{"cronSpec":"1 1"}"""))).Expect(201);
        using var watch = await client.WatchAsync(Tabs + "?watch=1");
        Assert.Equal("ADDED a", await watch.NextLineAsync());

        (await client.DeleteAsync(Definitions + "/crontabs.stable.example.com")).Expect(200);

        Assert.Equal("DELETED a", await watch.NextLineAsync());
        (await client.GetAsync(Tabs)).Expect(404);
        (await client.GetAsync(Definitions + "/crontabs.stable.example.com")).Expect(404);
    }

    [Fact]
    public async Task A_name_that_another_definition_holds_is_not_accepted()
    {
        using var client = await WithDefinitionAsync();
        var rival = Definition.Replace("crontabs", "tabs", StringComparison.Ordinal).Replace("CronTab", "Tab", StringComparison.Ordinal);

        (await client.PostAsync(Definitions, rival, "application/yaml")).Expect(201);

        var answer = (await client.GetAsync(Definitions + "/tabs.stable.example.com")).Expect(200);
        Assert.Equal("ShortNamesConflict", answer["status", "conditions", "0", "reason"]);
        Assert.Equal("\"ct\" is already in use", answer["status", "conditions", "0", "message"]);
        Assert.Equal("False", answer["status", "conditions", "1", "status"]);
        (await client.GetAsync("/apis/stable.example.com/v1/namespaces/default/tabs")).Expect(404);
    }

    private static async Task<ApiClient> WithDefinitionAsync()
    {
        var client = new ApiClient();
        (await client.PostAsync(Definitions, Definition, "application/yaml")).Expect(201);
        return client;
    }

    private static string Tab(string name, string spec) =>
        $$"""{"apiVersion":"stable.example.com/v1","kind":"CronTab","metadata":{"name":"{{name}}"},"spec":{{spec}}}""";
}
