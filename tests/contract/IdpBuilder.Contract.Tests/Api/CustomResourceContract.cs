using System.Text.Json.Nodes;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>The life of a custom resource definition and of its resources.</summary>
public abstract class CustomResourceContract(ApiUnderTest server)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly IKubernetesApi _api = server.Api;

    [Fact]
    public async Task A_definition_is_established_and_its_type_found_without_asking_for_it()
    {
        var type = await DefineAsync();
        var space = await server.NamespaceAsync();

        var created = await _api.CreateAsync(Widget(type, space, """{"size":3}"""), WriteOptions.Default, None);
        var types = await _api.DiscoverAsync(refresh: false, None);

        Assert.Equal(type, created.GroupVersionKind);
        var served = Assert.Single(types, served => served.Type == type);
        Assert.Equal(("widgets", true, "wd"), (served.Plural, served.Namespaced, Assert.Single(served.ShortNames)));
    }

    [Fact]
    public async Task Defaults_are_filled_in_and_unknown_fields_dropped()
    {
        var type = await DefineAsync();
        var space = await server.NamespaceAsync();

        var created = await _api.CreateAsync(Widget(type, space, """{"size":3,"unknown":true,"free":{"anything":[1]}}"""), WriteOptions.Default, None);

        Assert.Equal("""{"color":"red","free":{"anything":[1]},"size":3}""", Sorted(created.Spec!));
    }

    [Theory]
    [InlineData("""{"size":"three"}""", "spec.size: Invalid value: \"string\"")]
    [InlineData("""{"size":11}""", "spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10")]
    [InlineData("""{"color":"blue"}""", "spec.size: Required value")]
    [InlineData("""{"size":1,"color":"pink"}""", "spec.color: Unsupported value: \"pink\": supported values: \"red\", \"blue\"")]
    public async Task What_the_schema_forbids_is_refused_with_the_field(string spec, string message)
    {
        var type = await DefineAsync();
        var space = await server.NamespaceAsync();

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _api.CreateAsync(Widget(type, space, spec), WriteOptions.Default, None));

        Assert.Equal(("ResourceInvalid", 422), (failure.Id, failure.Code));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_a_resource_of_its_own()
    {
        var type = await DefineAsync();
        var space = await server.NamespaceAsync();
        var created = await _api.CreateAsync(Widget(type, space, """{"size":3}"""), WriteOptions.Default, None);

        var patched = await _api.PatchAsync(
            ResourceReference.ToStatus(created),
            ManifestPatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["size"] = 5 }, ["status"] = new JsonObject { ["phase"] = "Ready" } }),
            WriteOptions.Default,
            None);

        Assert.Equal(("Ready", 3), (patched.Text("status", "phase"), (int?)patched.Spec!["size"]));
    }

    [Fact]
    public async Task Applying_merges_fields_of_custom_resources_too()
    {
        var type = await DefineAsync();
        var space = await server.NamespaceAsync();
        await _api.ApplyAsync(Widget(type, space, """{"size":3,"free":{"a":1}}"""), new WriteOptions("alice"), None);

        var applied = await _api.ApplyAsync(Widget(type, space, """{"size":3,"color":"blue"}"""), new WriteOptions("bob", Force: true), None);

        Assert.Equal("""{"color":"blue","free":{"a":1},"size":3}""", Sorted(applied.Spec!));
    }

    [Fact]
    public async Task Deleting_a_definition_takes_its_resources_with_it()
    {
        var type = await DefineAsync();
        var space = await server.NamespaceAsync();
        var created = await _api.CreateAsync(Widget(type, space, """{"size":3}"""), WriteOptions.Default, None);
        var name = $"widgets.{type.Group}";

        await _api.DeleteAsync(new ResourceReference(Objects.DefinitionType, "", name), DeletionOptions.Default, None);
        await Gone.WaitAsync(_api, new ResourceSelector(Objects.DefinitionType), name);

        Assert.Null(await _api.GetAsync(Objects.To(created), None));
    }

    [Fact]
    public async Task A_definition_is_held_by_its_resources_from_its_deletion_on()
    {
        var type = await DefineAsync();
        var space = await server.NamespaceAsync();
        var widget = Widget(type, space, """{"size":3}""");
        widget.Json["metadata"]!["finalizers"] = new JsonArray("example.com/held");
        var held = await _api.CreateAsync(widget, WriteOptions.Default, None);
        var definition = new ResourceReference(Objects.DefinitionType, "", $"widgets.{type.Group}");
        Assert.Empty(await FinalizersAsync(definition));

        await _api.DeleteAsync(definition, DeletionOptions.Default, None);

        Assert.Equal(["customresourcecleanup.apiextensions.k8s.io"], await FinalizersAsync(definition));
        await _api.PatchAsync(
            Objects.To(held), ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }), WriteOptions.Default, None);
        await Gone.WaitAsync(_api, new ResourceSelector(Objects.DefinitionType), definition.Name);
    }

    private static string Sorted(JsonObject map) =>
        new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))).ToJsonString();

    private static Manifest Widget(GroupVersionKind type, string space, string spec) => Objects.Parse(
        $$$"""{"apiVersion":"{{{type.ApiVersion}}}","kind":"Widget","metadata":{"name":"w","namespace":"{{{space}}}"},"spec":{{{spec}}}}""");

    private async Task<string[]> FinalizersAsync(ResourceReference target) =>
        [.. ((await _api.GetAsync(target, None))!.Metadata!["finalizers"]?.AsArray() ?? []).Select(finalizer => (string)finalizer!)];

    private async Task<GroupVersionKind> DefineAsync()
    {
        var group = $"g{Guid.NewGuid():N}"[..12] + ".example.com";
        await _api.CreateAsync(
            Objects.Parse($$$$$$"""
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.{{{{{{group}}}}}}"},
                 "spec":{"group":"{{{{{{group}}}}}}","scope":"Namespaced","names":{"kind":"Widget","plural":"widgets","shortNames":["wd"]},
                 "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"schema":{"openAPIV3Schema":{"type":"object","properties":{
                   "spec":{"type":"object","required":["size"],"properties":{
                     "size":{"type":"integer","maximum":10},
                     "color":{"type":"string","default":"red","enum":["red","blue"]},
                     "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},
                   "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]}}
                """),
            WriteOptions.Default,
            None);
        await Established.WaitAsync(_api, $"widgets.{group}");
        return new GroupVersionKind(group, "v1", "Widget");
    }
}
