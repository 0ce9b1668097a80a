using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Runs of engines that the embedded cluster does not play: the test is their controller.</summary>
public sealed class OtherEngineTests : IDisposable
{
    private static readonly GroupVersionKind PipelineRun = new("tekton.dev", "v1", "PipelineRun");
    private static readonly GroupVersionKind TaskRun = new("tekton.dev", "v1", "TaskRun");
    private static readonly GroupVersionKind Pod = new(string.Empty, "v1", "Pod");

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Cluster _cluster;

    public OtherEngineTests()
    {
        _cluster = _engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'").Single<Cluster>();
        _folder.Write("tekton/crds.yaml", Definition("pipelineruns", "PipelineRun") + "---\n" + Definition("taskruns", "TaskRun"));
        _folder.Write("release/run.yaml", "apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata: {name: release}\nspec: {pipelineRef: {name: deliver} }\n");
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/tekton' | Wait-IdpPackage").Errors);
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/release'; $null = Wait-IdpPackage release -ErrorAction Ignore -Timeout 0").Errors);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Wait-IdpWorkflow release -Namespace release")]
    [InlineData("Wait-IdpWorkflow -Package release")]
    public async Task A_PipelineRun_is_waited_for_and_its_failure_explained(string command)
    {
        await using var api = new ClusterObjects(_cluster).Connect();
        await RunAsync(api);
        using var other = new ModuleEngine();
        var waiting = Task.Run(() => other.Run($"$cluster = @($input)[0]; {command} -Cluster $cluster -Timeout 5m", _cluster), Stop);

        await EndAsync(api);

        var error = Assert.Single((await waiting).Errors);
        Assert.Contains("PipelineRun 'release/release'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("node 'deploy'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("exited with code 3", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PipelineRun_is_listed_with_its_tasks_and_what_they_printed()
    {
        await using var api = new ClusterObjects(_cluster).Connect();
        await RunAsync(api);
        await EndAsync(api);

        var run = _engine.Run("Get-IdpWorkflow -Package release").Single<Workflow>();

        Assert.Equal(("Tekton", "deliver", "release", WorkflowPhase.Failed), (run.Engine, run.Template, run.Package, run.Phase));
        Assert.Equal(["release", "deploy"], run.AllNodes().Select(node => node.DisplayName));
        Assert.Equal(["deploy: going live"], _engine.Run("Get-IdpWorkflowLog release").As<WorkflowLogLine>().Select(line => $"{line.Node}: {line}"));
        Assert.StartsWith("WorkflowActionUnsupported,", Assert.Single(_engine.Run("Stop-IdpWorkflow release").Errors).FullyQualifiedErrorId);
    }

    private static string Definition(string plural, string kind) =>
        $"apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {{name: {plural}.tekton.dev}}\nspec:\n  group: tekton.dev\n  scope: Namespaced\n"
        + $"  names: {{kind: {kind}, plural: {plural}, singular: {kind.ToLowerInvariant()}, listKind: {kind}List}}\n"
        + "  versions: [{name: v1, served: true, storage: true, subresources: {status: {}}, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]\n";

    private static async Task RunAsync(IKubernetesApi api)
    {
        await StatusAsync(api, PipelineRun, "release", """{"startTime": "2026-01-01T11:00:00Z", "conditions": [{"type": "Succeeded", "status": "Unknown", "message": "running"}]}""");
        await api.CreateAsync(Manifest("""{"apiVersion": "tekton.dev/v1", "kind": "TaskRun", "metadata": {"name": "release-deploy", "namespace": "release", "labels": {"tekton.dev/pipelineRun": "release", "tekton.dev/pipelineTask": "deploy"}}, "spec": {}}"""), WriteOptions.Default, Stop);
        await api.CreateAsync(
            Manifest("""
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"name": "release-deploy-pod", "namespace": "release", "labels": {"tekton.dev/pipelineRun": "release", "tekton.dev/pipelineTask": "deploy"},
                          "annotations": {"embedded.idpbuilder.io/stdout": "going live"} },
             "spec": {"restartPolicy": "Never", "containers": [{"name": "step-apply", "image": "busybox"}]} }
            """),
            WriteOptions.Default,
            Stop);
        await foreach (var change in api.WatchAsync(new ResourceSelector(Pod, "release", FieldSelector: "metadata.name=release-deploy-pod"), Stop))
        {
            if (change.Object?.Status.Text("phase") == "Succeeded")
            {
                return;
            }
        }
    }

    private static async Task EndAsync(IKubernetesApi api)
    {
        await StatusAsync(api, TaskRun, "release-deploy", """
            {"startTime": "2026-01-01T11:00:00Z", "completionTime": "2026-01-01T11:00:09Z", "podName": "release-deploy-pod",
             "steps": [{"name": "apply", "terminated": {"exitCode": 3}}], "conditions": [{"type": "Succeeded", "status": "False", "message": "it failed"}]}
            """);
        await StatusAsync(api, PipelineRun, "release", """{"completionTime": "2026-01-01T11:00:10Z", "conditions": [{"type": "Succeeded", "status": "False", "message": "Tasks Completed: 1 (Failed: 1, Cancelled 0), Skipped: 0"}]}""");
    }

    private static Manifest Manifest(string json) => new(JsonNode.Parse(json)!.AsObject());

    private static Task StatusAsync(IKubernetesApi api, GroupVersionKind type, string name, string status) => api.PatchAsync(
        new ResourceReference(type, "release", name, "status"),
        ManifestPatch.Merge(new JsonObject { ["status"] = JsonNode.Parse(status) }),
        WriteOptions.Default,
        Stop);
}
