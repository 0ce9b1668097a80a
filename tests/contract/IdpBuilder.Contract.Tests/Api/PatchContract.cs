using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>The patches, and server-side apply.</summary>
public abstract class PatchContract(ApiUnderTest server)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly WriteOptions Alice = new("alice");
    private static readonly WriteOptions Bob = new("bob");

    private readonly IKubernetesApi _api = server.Api;

    [Fact]
    public async Task A_merge_patch_adds_changes_and_removes()
    {
        var target = await CreatedAsync(("keep", "1"), ("change", "2"), ("remove", "3"));

        var patched = await PatchAsync(target, PatchType.Merge, """{"data":{"change":"two","remove":null,"add":"4"}}""");

        Assert.Equal("""{"add":"4","change":"two","keep":"1"}""", Sorted(patched.Json["data"]!));
    }

    [Fact]
    public async Task A_json_patch_does_its_operations_all_or_none()
    {
        var target = await CreatedAsync(("a", "1"));

        var patched = await PatchAsync(target, PatchType.Json, """[{"op":"test","path":"/data/a","value":"1"},{"op":"add","path":"/data/b","value":"2"},{"op":"remove","path":"/data/a"}]""");
        Assert.Equal("""{"b":"2"}""", Sorted(patched.Json["data"]!));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => PatchAsync(
            target, PatchType.Json, """[{"op":"add","path":"/data/c","value":"3"},{"op":"test","path":"/data/b","value":"other"}]"""));
        Assert.Equal(422, failure.Code);
        Assert.Equal("""{"b":"2"}""", Sorted((await _api.GetAsync(target, None))!.Json["data"]!));
    }

    [Fact]
    public async Task A_strategic_patch_merges_containers_by_name()
    {
        var space = await server.NamespaceAsync();
        var created = await _api.CreateAsync(Objects.Deployment(space, "d", ("one", "img:1"), ("two", "img:1")), WriteOptions.Default, None);

        var patched = await PatchAsync(
            Objects.To(created),
            PatchType.StrategicMerge,
            """{"spec":{"template":{"spec":{"containers":[{"name":"two","image":"img:2"},{"name":"one","$patch":"delete"},{"name":"three","image":"img:3"}]}}}}""");

        Assert.Equal(["three=img:3", "two=img:2"], Containers(patched).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Applying_creates_then_merges_and_removes_what_is_no_longer_applied()
    {
        var space = await server.NamespaceAsync();
        await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("mine", "1"), ("dropped", "2")), Alice, None);
        await PatchAsync(new ResourceReference(Objects.ConfigMapType, space, "a"), PatchType.Merge, """{"data":{"others":"3"}}""");

        var applied = await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("mine", "one")), Alice, None);

        Assert.Equal("""{"mine":"one","others":"3"}""", Sorted(applied.Json["data"]!));
    }

    [Fact]
    public async Task Applying_the_same_again_changes_nothing()
    {
        var space = await server.NamespaceAsync();
        var deployment = Objects.Deployment(space, "d", ("main", "img:1"));

        var first = await _api.ApplyAsync(deployment, Alice, None);
        var second = await _api.ApplyAsync(deployment, Alice, None);

        Assert.Equal(first.ResourceVersion, second.ResourceVersion);
    }

    [Fact]
    public async Task Two_managers_conflict_over_a_field_until_one_forces()
    {
        var space = await server.NamespaceAsync();
        await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("k", "alice's")), Alice, None);

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _api.ApplyAsync(Objects.ConfigMap(space, "a", ("k", "bob's")), Bob, None));
        Assert.Equal(("ResourceConflict", 409), (failure.Id, failure.Code));
        Assert.Contains("conflict with \"alice\": .data.k", failure.Message, StringComparison.Ordinal);

        var forced = await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("k", "bob's")), Bob with { Force = true }, None);
        Assert.Equal("bob's", forced.Text("data", "k"));

        // The field is Bob's now: Alice drops it, and it stays.
        var dropped = await _api.ApplyAsync(Objects.ConfigMap(space, "a"), Alice, None);
        Assert.Equal("bob's", dropped.Text("data", "k"));
    }

    [Fact]
    public async Task Two_managers_may_agree_and_share_a_field()
    {
        var space = await server.NamespaceAsync();
        await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("k", "same")), Alice, None);
        await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("k", "same")), Bob, None);

        var applied = await _api.ApplyAsync(Objects.ConfigMap(space, "a"), Alice, None);

        Assert.Equal("same", applied.Text("data", "k"));
    }

    [Fact]
    public async Task Lists_with_keys_are_merged_by_key()
    {
        var space = await server.NamespaceAsync();
        await _api.ApplyAsync(Objects.Deployment(space, "d", ("one", "img:1")), Alice, None);

        var applied = await _api.ApplyAsync(Objects.Deployment(space, "d", ("two", "img:2")), Bob, None);

        Assert.Equal(["one=img:1", "two=img:2"], Containers(applied).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_of_an_apply_shows_what_would_become()
    {
        var space = await server.NamespaceAsync();
        var live = await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("k", "old")), Alice, None);

        var preview = await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("k", "new")), Alice with { DryRun = true }, None);

        Assert.Equal("new", preview.Text("data", "k"));
        Assert.Equal("old", (await _api.GetAsync(Objects.To(live), None))!.Text("data", "k"));
    }

    [Fact]
    public async Task Patching_what_does_not_exist_is_an_error_that_names_it()
    {
        var space = await server.NamespaceAsync();
        var target = new ResourceReference(Objects.ConfigMapType, space, "missing");

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => PatchAsync(target, PatchType.Merge, "{}"));

        Assert.Equal(("ResourceNotFound", 404), (failure.Id, failure.Code));
        Assert.Contains("\"missing\" not found", failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Containers(Manifest deployment) =>
        deployment.Json["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Select(container => $"{container!["name"]}={container["image"]}");

    private static string Sorted(JsonNode map) =>
        new JsonObject(map.AsObject().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))).ToJsonString();

    private async Task<ResourceReference> CreatedAsync(params (string Key, string Value)[] data) =>
        Objects.To(await _api.CreateAsync(Objects.ConfigMap(await server.NamespaceAsync(), "a", data), WriteOptions.Default, None));

    private Task<Manifest> PatchAsync(ResourceReference target, PatchType type, string body) =>
        _api.PatchAsync(target, new ManifestPatch(type, JsonNode.Parse(body)!), WriteOptions.Default, None);
}
