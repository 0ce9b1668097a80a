using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>The definition of a custom resource is deleted while an object of it is waited for.</summary>
public sealed class DefinitionDeletedTests(RealServer server) : IClassFixture<RealServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _plural = $"gadgets{Guid.NewGuid():N}"[..16];
    private readonly KeptReports _reports = new();

    private GroupVersionKind Type => new($"{_plural}.test.dev", "v1", "Gadget");

    [Fact]
    public async Task The_wait_ends_with_what_was_last_seen_and_the_type_can_come_back()
    {
        var definition = await server.Api.CreateAsync(Definition(), WriteOptions.Default, None);
        await Established.WaitAsync(server.Api, definition.Name);
        await server.Api.CreateAsync(Gadget(), WriteOptions.Default, None);
        var wait = Wait.ForAsync(
            server.Api, [new ResourceSelector(Type)], new DataIs("one", "never"), TimeSpan.FromMinutes(2), TimeProvider.System, _reports, None);
        await _reports.HeardAsync("1 instead of never", wait);

        await server.Api.DeleteAsync(ResourceReference.To(definition), DeletionOptions.Default, None);

        var failure = await Assert.ThrowsAsync<IdpException>(() => wait);
        Assert.Equal("ResourceTypeUnknown", failure.Id);
        Assert.StartsWith("Waiting for 'one' is in vain. Last seen: nothing instead of never. The cluster no longer serves Gadget of", failure.Message, StringComparison.Ordinal);

        await Gone.WaitAsync(server.Api, new ResourceSelector(Objects.DefinitionType, FieldSelector: $"metadata.name={definition.Name}"), definition.Name);
        Assert.Equal("ResourceTypeUnknown", (await Assert.ThrowsAsync<KubernetesApiException>(() => server.Api.ListAsync(new ResourceSelector(Type), None))).Id);
        Assert.DoesNotContain(await server.Api.DiscoverAsync(refresh: false, None), served => served.Type == Type);
        await server.Api.CreateAsync(Definition(), WriteOptions.Default, None);
        await Established.WaitAsync(server.Api, definition.Name);
        Assert.Equal("one", (await server.Api.CreateAsync(Gadget(), WriteOptions.Default, None)).Name);
    }

    private Manifest Gadget() => Objects.Parse($$$"""{"apiVersion":"{{{Type.ApiVersion}}}","kind":"Gadget","metadata":{"name":"one"},"data":{"k":"1"}}""");

    private Manifest Definition() => Objects.Parse($$$$$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{{{{_plural}}}}}.{{{{{Type.Group}}}}}"},
         "spec":{"group":"{{{{{Type.Group}}}}}","scope":"Cluster","names":{"plural":"{{{{{_plural}}}}}","singular":"gadget","kind":"Gadget","listKind":"GadgetList"},
         "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
        """);
}
