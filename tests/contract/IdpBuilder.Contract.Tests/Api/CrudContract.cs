using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>Creating, reading, replacing and deleting.</summary>
public abstract class CrudContract(ApiUnderTest server)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly IKubernetesApi _api = server.Api;

    [Fact]
    public async Task What_is_created_can_be_read_with_what_the_server_added()
    {
        var space = await server.NamespaceAsync();

        var created = await _api.CreateAsync(Objects.ConfigMap(space, "a", ("k", "v")), WriteOptions.Default, None);
        var read = await _api.GetAsync(Objects.To(created), None);

        Assert.True(JsonNode.DeepEquals(created.Json, read!.Json));
        Assert.Equal(("v", "ConfigMap"), (read.Text("data", "k"), read.Kind));
        Assert.All(["uid", "resourceVersion", "creationTimestamp"], field => Assert.NotEmpty(read.Text("metadata", field)!));
        Assert.Equal("idpbuilder", (string?)read.Json["metadata"]!["managedFields"]![0]!["manager"]);
    }

    [Fact]
    public async Task A_name_can_be_used_once()
    {
        var space = await server.NamespaceAsync();
        await _api.CreateAsync(Objects.ConfigMap(space, "a"), WriteOptions.Default, None);

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _api.CreateAsync(Objects.ConfigMap(space, "a"), WriteOptions.Default, None));

        Assert.Equal(("ResourceAlreadyExists", 409, "AlreadyExists"), (failure.Id, failure.Code, failure.Reason));
        Assert.Contains("configmaps \"a\" already exists", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prefix_becomes_a_name_of_its_own_each_time()
    {
        var space = await server.NamespaceAsync();
        var names = new HashSet<string>();
        for (var index = 0; index < 5; index++)
        {
            var manifest = Objects.ConfigMap(space, "x");
            manifest.Metadata!.Remove("name");
            manifest.Metadata["generateName"] = "prefix-";
            names.Add((await _api.CreateAsync(manifest, WriteOptions.Default, None)).Name);
        }

        Assert.Equal(5, names.Count);
        Assert.All(names, name => Assert.Matches("^prefix-[bcdfghjklmnpqrstvwxz2456789]{5}$", name));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("-dash")]
    [InlineData("slash/slash")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        var space = await server.NamespaceAsync();

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _api.CreateAsync(Objects.ConfigMap(space, name), WriteOptions.Default, None));

        Assert.Equal(("ResourceInvalid", 422), (failure.Id, failure.Code));
        Assert.Contains("metadata.name: Invalid value", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_can_be_created_in_a_namespace_that_does_not_exist()
    {
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(
            () => _api.CreateAsync(Objects.ConfigMap("no-such-namespace", "a"), WriteOptions.Default, None));

        Assert.Equal(("ResourceNotFound", 404), (failure.Id, failure.Code));
        Assert.Contains("namespaces \"no-such-namespace\" not found", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replacing_changes_everything_and_a_stale_version_is_refused()
    {
        var space = await server.NamespaceAsync();
        var first = await _api.CreateAsync(Objects.ConfigMap(space, "a", ("old", "1")), WriteOptions.Default, None);
        var change = first.Clone();
        change.Json["data"] = new JsonObject { ["new"] = "2" };

        var second = await _api.ReplaceAsync(change, WriteOptions.Default, None);
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _api.ReplaceAsync(change, WriteOptions.Default, None));

        Assert.Equal(("""{"new":"2"}""", first.Uid), (second.Json["data"]!.ToJsonString(), second.Uid));
        Assert.NotEqual(first.ResourceVersion, second.ResourceVersion);
        Assert.Equal(("ResourceConflict", "Conflict"), (failure.Id, failure.Reason));
        Assert.Contains("the object has been modified", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replacing_what_is_as_it_is_keeps_the_version()
    {
        var space = await server.NamespaceAsync();
        var first = await _api.CreateAsync(Objects.ConfigMap(space, "a", ("k", "v")), WriteOptions.Default, None);

        Assert.Equal(first.ResourceVersion, (await _api.ReplaceAsync(first, WriteOptions.Default, None)).ResourceVersion);
    }

    [Fact]
    public async Task A_dry_run_answers_and_changes_nothing()
    {
        var space = await server.NamespaceAsync();
        var dry = WriteOptions.Default with { DryRun = true };

        var created = await _api.CreateAsync(Objects.ConfigMap(space, "a"), dry, None);
        Assert.NotEmpty(created.Uid);
        Assert.Null(await _api.GetAsync(Objects.To(created), None));

        var kept = await _api.CreateAsync(Objects.ConfigMap(space, "b", ("k", "v")), WriteOptions.Default, None);
        await _api.PatchAsync(Objects.To(kept), ManifestPatch.Merge(new JsonObject { ["data"] = null }), dry, None);
        await _api.DeleteAsync(Objects.To(kept), DeletionOptions.Default with { DryRun = true }, None);
        Assert.Equal(kept.ResourceVersion, (await _api.GetAsync(Objects.To(kept), None))!.ResourceVersion);
    }

    [Fact]
    public async Task Status_and_spec_are_written_apart()
    {
        var space = await server.NamespaceAsync();
        var withStatus = Objects.Deployment(space, "d", ("main", "img:1"));
        withStatus.Json["status"] = new JsonObject { ["replicas"] = 7 };
        var created = await _api.CreateAsync(withStatus, WriteOptions.Default, None);
        Assert.Null(created.Json["status"]?["replicas"]);
        Assert.Equal(1, (long?)created.Json["metadata"]!["generation"]);

        var change = created.Clone();
        change.Json["spec"]!["replicas"] = 5;
        change.Json["status"] = new JsonObject { ["replicas"] = 3 };
        var updated = await _api.ReplaceAsync(change, WriteOptions.ToStatus, None);

        Assert.Equal((1, 3), ((int?)updated.Json["spec"]!["replicas"], (int?)updated.Json["status"]!["replicas"]));
        Assert.Equal(1, (long?)updated.Json["metadata"]!["generation"]);
    }

    [Fact]
    public async Task Deleting_is_told_apart_from_having_nothing_to_delete()
    {
        var space = await server.NamespaceAsync();
        var created = await _api.CreateAsync(Objects.ConfigMap(space, "a"), WriteOptions.Default, None);

        Assert.True(await _api.DeleteAsync(Objects.To(created), DeletionOptions.Default, None));
        Assert.False(await _api.DeleteAsync(Objects.To(created), DeletionOptions.Default, None));
        Assert.Null(await _api.GetAsync(Objects.To(created), None));
    }

    [Fact]
    public async Task Preconditions_protect_another_object_and_a_newer_version()
    {
        var space = await server.NamespaceAsync();
        var created = await _api.CreateAsync(Objects.ConfigMap(space, "a"), WriteOptions.Default, None);

        foreach (var options in new[] { DeletionOptions.Default with { Uid = Guid.NewGuid().ToString() }, DeletionOptions.Default with { ResourceVersion = "1" } })
        {
            var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _api.DeleteAsync(Objects.To(created), options, None));
            Assert.Equal(("ResourceConflict", 409), (failure.Id, failure.Code));
        }

        Assert.True(await _api.DeleteAsync(
            Objects.To(created), DeletionOptions.Default with { Uid = created.Uid, ResourceVersion = created.ResourceVersion }, None));
    }

    [Fact]
    public async Task A_finalizer_holds_an_object_until_it_is_taken_away()
    {
        var space = await server.NamespaceAsync();
        var manifest = Objects.ConfigMap(space, "a");
        manifest.Metadata!["finalizers"] = new JsonArray("example.com/hold");
        var created = await _api.CreateAsync(manifest, WriteOptions.Default, None);

        Assert.True(await _api.DeleteAsync(Objects.To(created), DeletionOptions.Default, None));
        Assert.NotEmpty((await _api.GetAsync(Objects.To(created), None))!.DeletionTimestamp);

        await _api.PatchAsync(
            Objects.To(created), ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }), WriteOptions.Default, None);
        Assert.Null(await _api.GetAsync(Objects.To(created), None));
    }
}
