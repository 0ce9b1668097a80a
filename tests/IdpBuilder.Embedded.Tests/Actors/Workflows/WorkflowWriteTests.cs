using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows;
using IdpBuilder.Embedded.Tests.Actors;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Actors.Workflows;

/// <summary>What an operation made of a Workflow is kept when somebody else changes it at the same time.</summary>
public sealed class WorkflowWriteTests
{
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: workflows.argoproj.io}
        spec:
          group: argoproj.io
          scope: Namespaced
          names: {kind: Workflow, plural: workflows, singular: workflow, listKind: WorkflowList}
          versions: [{name: v1alpha1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
        """;

    private static readonly GroupVersionKind Type = new("argoproj.io", "v1alpha1", "Workflow");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Suspending_it_meanwhile_loses_neither()
    {
        await using var cluster = new PlayedCluster([]);
        var before = await CreateAsync(cluster, "Running");
        await PatchAsync(cluster, """{"spec": {"suspend": true} }""");

        await WorkflowWrite.WriteAsync(before, With(before, "build", "Pending"), cluster.Api, Stop);

        var now = await cluster.GetAsync(Type, "flow");
        Assert.True(now.Spec.Flag("suspend"));
        Assert.Equal("Pending", now.Status.Child("nodes").Child("build").Text("phase"));
    }

    [Theory]
    [InlineData("""{"status": {"nodes": {"gate": {"phase": "Succeeded"} } } }""")]
    [InlineData("""{"metadata": {"labels": {"workflows.argoproj.io/completed": "true"} } }""")]
    public async Task What_has_ended_for_others_is_not_written_over(string change)
    {
        await using var cluster = new PlayedCluster([]);
        var before = await CreateAsync(cluster, "Running");
        await PatchAsync(cluster, change);

        var refused = await Assert.ThrowsAsync<KubernetesApiException>(() => WorkflowWrite.WriteAsync(before, With(before, "gate", "Failed"), cluster.Api, Stop));

        Assert.Equal(409, refused.Code);
        Assert.NotEqual("Failed", (await cluster.GetAsync(Type, "flow")).Status.Child("nodes").Child("gate").Text("phase"));
    }

    private static async Task<Manifest> CreateAsync(PlayedCluster cluster, string gate)
    {
        var definition = new YamlManifestReader().Read(Definition, "definition.yaml", [])[0].Content!.AsObject();
        await cluster.Api.CreateAsync(new Manifest(definition), WriteOptions.Default, Stop);
        await cluster.CreateAsync($"apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {{name: flow}}\nspec: {{entrypoint: main}}\nstatus: {{nodes: {{gate: {{phase: {gate}}}}}}}\n");
        return await cluster.GetAsync(Type, "flow");
    }

    private static Task PatchAsync(PlayedCluster cluster, string change) => cluster.Api.PatchAsync(
        new ResourceReference(Type, "default", "flow"), ManifestPatch.Merge(JsonNode.Parse(change)!.AsObject()), WriteOptions.Default, Stop);

    private static Manifest With(Manifest workflow, string node, string phase)
    {
        var after = workflow.Clone();
        after.Status!["nodes"]![node] = new JsonObject { ["phase"] = phase };
        return after;
    }
}
