using System.Text.Json.Nodes;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>The end of namespaces and of what is owned.</summary>
public abstract class NamespaceContract(ApiUnderTest server)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly IKubernetesApi _api = server.Api;

    [Fact]
    public async Task A_namespace_goes_when_everything_in_it_has_gone()
    {
        var space = await server.NamespaceAsync();
        var held = Objects.ConfigMap(space, "held");
        held.Metadata!["finalizers"] = new JsonArray("example.com/hold");
        var created = await _api.CreateAsync(held, WriteOptions.Default, None);
        await _api.CreateAsync(Objects.ConfigMap(space, "free"), WriteOptions.Default, None);
        var reference = new ResourceReference(Objects.NamespaceType, "", space);

        Assert.True(await _api.DeleteAsync(reference, DeletionOptions.Default, None));
        Assert.Equal("Terminating", (await _api.GetAsync(reference, None))!.Text("status", "phase"));
        await Gone.WaitAsync(_api, Objects.ConfigMapsIn(space), "free");

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _api.CreateAsync(Objects.ConfigMap(space, "late"), WriteOptions.Default, None));
        Assert.Equal(("ApiForbidden", 403), (failure.Id, failure.Code));
        Assert.Contains("because it is being terminated", failure.Message, StringComparison.Ordinal);

        await _api.PatchAsync(
            Objects.To(created), ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }), WriteOptions.Default, None);
        await Gone.WaitAsync(_api, new ResourceSelector(Objects.NamespaceType), space);
    }

    [Theory]
    [InlineData(DeletionPropagation.Background, true)]
    [InlineData(DeletionPropagation.Foreground, true)]
    [InlineData(DeletionPropagation.Orphan, false)]
    public async Task Dependents_follow_their_owner_as_the_propagation_says(DeletionPropagation propagation, bool follow)
    {
        var space = await server.NamespaceAsync();
        var owner = await _api.CreateAsync(Objects.ConfigMap(space, "owner"), WriteOptions.Default, None);
        var dependent = Objects.ConfigMap(space, "dependent");
        dependent.Metadata!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["name"] = "owner",
            ["uid"] = owner.Uid,
            ["blockOwnerDeletion"] = true,
        });
        await _api.CreateAsync(dependent, WriteOptions.Default, None);

        await _api.DeleteAsync(Objects.To(owner), DeletionOptions.Default with { Propagation = propagation }, None);
        await Gone.WaitAsync(_api, Objects.ConfigMapsIn(space), "owner");

        if (follow)
        {
            await Gone.WaitAsync(_api, Objects.ConfigMapsIn(space), "dependent");
        }
        else
        {
            var orphan = await _api.GetAsync(Objects.To(dependent), None);
            Assert.Null(orphan!.Metadata!["ownerReferences"]);
        }
    }
}
