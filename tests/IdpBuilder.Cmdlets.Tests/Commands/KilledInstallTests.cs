using System.Diagnostics;
using System.Text.Json.Nodes;
using IdpBuilder.Host;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>
/// A process that installs is killed in the middle, on a real API server; run again, the end is the same, object by object, as that of a
/// run that nobody disturbed.
/// </summary>
public sealed class KilledInstallTests : IAsyncDisposable
{
    private const string Suspended = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: approve, annotations: {argocd.argoproj.io/hook: Sync, argocd.argoproj.io/sync-wave: "1"}}
        spec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
        """;

    private static readonly GroupVersionKind ConfigMapType = new("", "v1", "ConfigMap");
    private static readonly GroupVersionKind ApplicationType = new("argoproj.io", "v1alpha1", "Application");
    private static readonly GroupVersionKind WorkflowType = new("argoproj.io", "v1alpha1", "Workflow");
    private static readonly GroupVersionKind LeaseType = new("coordination.k8s.io", "v1", "Lease");

    private readonly TemporaryFolder _folder = new();
    private readonly ModuleEngine _owner = new();
    private readonly ModuleEngine _engine = new();
    private readonly IKubernetesApi _api;

    public KilledInstallTests()
    {
        var cluster = _owner.Run($"New-IdpCluster demo -Provider Embedded -ControlPlanePath '{ControlPlaneAssets.Require()}' -Listen -KubeConfig '{Config}'").Single<Cluster>();
        _engine.Run($"Connect-IdpCluster -KubeConfig '{Config}'");
        _api = new ClusterObjects(cluster).Connect();
    }

    private string Config => Path.Combine(_folder.Path, "config");

    private string Shop => Path.Combine(_folder.Path, "shop");

    private string Direct => Path.Combine(_folder.Path, "direct");

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _engine.Dispose();
        _owner.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Through_Argo_CD_while_it_removes_what_the_package_no_longer_contains()
    {
        var source = await SourceAsync();
        WriteFirst(source);
        Ready($"Install-IdpPackage '{Shop}'", "shop");
        WriteSecond(source);
        Ready($"Install-IdpPackage '{Shop}'", "shop");
        var undisturbed = await ReadAsync();
        _engine.Run("Uninstall-IdpPackage shop");

        WriteFirst(source);
        Ready($"Install-IdpPackage '{Shop}'", "shop");
        WriteSecond(source);

        // The Application that goes is held, so that its removal does not come to an end; what is to be removed after it is still there.
        await HoldAsync("test.dev/held");
        await KillAsync($"Install-IdpPackage '{Shop}'", ApplicationType, old => old.Name == "old" && old.DeletionTimestamp.Length > 0);
        Assert.NotNull(await _api.GetAsync(new ResourceReference(ConfigMapType, "default", "dropped"), default));
        await HoldAsync();
        await ClusterObjects.UntilAsync(_api, ApplicationType, all => all.All(application => application.Name != "old"));
        Ready($"Install-IdpPackage '{Shop}'", "shop");

        Assert.Equal(undisturbed, await ReadAsync());
        Assert.Null(await _api.GetAsync(new ResourceReference(ConfigMapType, "default", "dropped"), default));
        Assert.DoesNotContain("idpbuilder.io/leftovers", string.Concat(undisturbed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Argo_CD_while_a_hook_runs()
    {
        _folder.Write("direct/a.yaml", ConfigMap("a", "1", wave: 0));
        _folder.Write("direct/hook.yaml", Suspended);
        _folder.Write("direct/b.yaml", ConfigMap("b", "1", wave: 2));
        var before = await ReadAsync();
        using (var shell = _engine.CreateShell($"Install-IdpPackage '{Direct}' -Direct"))
        {
            var run = shell.InvokeAsync();
            await ClusterObjects.UntilAsync(_api, WorkflowType, all => all.Any(IsSuspended));
            Assert.Empty(_owner.Run("Resume-IdpWorkflow approve").Errors);
            await run;
        }

        var undisturbed = await ReadAsync();
        _engine.Run("Uninstall-IdpPackage direct");
        Assert.Equal(before, await ReadAsync());

        // A hook that the record does not know yet would be run again.
        await KillAsync($"Install-IdpPackage '{Direct}' -Direct", ConfigMapType, RecordsRunningHook);
        await ShortenLeaseAsync();
        Assert.Empty(_owner.Run("Wait-IdpWorkflow approve -Suspended -Timeout 5m; Resume-IdpWorkflow approve").Errors);
        Assert.Empty(_engine.Run($"Install-IdpPackage '{Direct}' -Direct -Timeout 2m").Errors);

        Assert.Equal(undisturbed, await ReadAsync());
        _engine.Run("Uninstall-IdpPackage direct");
        Assert.Equal(before, await ReadAsync());
    }

    private static bool IsSuspended(Manifest workflow) =>
        workflow.Status.Child("nodes")?.Any(node => (string?)node.Value!["type"] == "Suspend" && (string?)node.Value["phase"] == "Running") == true;

    private static bool RecordsRunningHook(Manifest map) =>
        map.Name == "package-direct" && JsonNode.Parse(map.Json.Child("data").Text("direct")) is JsonObject record
        && record.Children("results").Any(result => result.Text("hookType").Length > 0 && result.Text("hookPhase") == "Running");

    private static string ConfigMap(string name, string value, int wave) => $$$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{{name}}}, annotations: {argocd.argoproj.io/sync-wave: "{{{wave}}}"}}
        data: {k: "{{{value}}}"}
        """;

    // A package whose only purpose is its repository, which the Applications of another one name.
    private async Task<string> SourceAsync()
    {
        _folder.Write("content/settings.yaml", ConfigMap("settings", "1", wave: 0));
        _owner.Run($"Install-IdpPackage '{_folder.Path}/content' | Wait-IdpPackage -Timeout 2m");
        var application = await _api.GetAsync(new ResourceReference(ApplicationType, "argocd", "content"), default);
        return application!.Spec!["source"]!.ToJsonString();
    }

    private void WriteFirst(string source)
    {
        Write("idp", """{"apiVersion": "idpbuilder.io/v1alpha1", "kind": "Package", "metadata": {"name": "shop"} }""");
        Write("web", string.Join("\n---\n", Application("web", source), Beside("kept", "1"), Beside("dropped", "1")));
        Write("old", Application("old", source));
    }

    private void WriteSecond(string source)
    {
        File.Delete(Path.Combine(Shop, "old.yaml"));
        Write("web", string.Join("\n---\n", Application("web", source), Beside("kept", "2"), Beside("added", "1")));
    }

    private void Write(string name, string text) => _folder.Write($"shop/{name}.yaml", text);

    private static string Application(string name, string source) => $$$"""
        {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "{{{name}}}", "namespace": "argocd"},
         "spec": {"project": "default", "source": {{{source}}}, "destination": {"server": "https://kubernetes.default.svc", "namespace": "{{{name}}}"},
                  "syncPolicy": {"automated": {"prune": true}, "syncOptions": ["CreateNamespace=true"]} } }
        """;

    private static string Beside(string name, string value) => $$$"""
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{{name}}}", "namespace": "default"}, "data": {"k": "{{{value}}}"} }
        """;

    private void Ready(string install, string package)
    {
        var run = _engine.Run($"$null = {install}; Wait-IdpPackage {package} -Timeout 2m");
        Assert.Empty(run.Errors);
        Assert.True(run.Single<PackageStatus>().Ready);
    }

    private Task HoldAsync(params string[] finalizers) => _api.PatchAsync(
        new ResourceReference(ApplicationType, "argocd", "old"),
        ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray([.. finalizers.Select(name => JsonValue.Create(name))]) } }),
        WriteOptions.Default,
        default);

    // The lease of a run that was killed keeps others waiting for its fifteen seconds.
    private Task ShortenLeaseAsync() => _api.PatchAsync(
        new ResourceReference(LeaseType, "idpbuilder", "package-direct"),
        ManifestPatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["leaseDurationSeconds"] = 1 } }),
        WriteOptions.Default,
        default);

    private async Task KillAsync(string command, GroupVersionKind type, Func<Manifest, bool> moment)
    {
        var script = _folder.Write("install.ps1", $"$null = Connect-IdpCluster -KubeConfig '{Config}'; {command}");
        using var host = Process.Start(new ProcessStartInfo("dotnet", (string[])[typeof(HostSession).Assembly.Location, script]) { RedirectStandardOutput = true })!;
        var ended = host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var come = ClusterObjects.UntilAsync(_api, type, all => all.Any(moment));
        Assert.True(await Task.WhenAny(come, ended) == come, ended.IsCompleted ? await ended : string.Empty);

        host.Kill();

        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    // What is new each time it is made, and what tells when, is left out.
    private async Task<IReadOnlyList<string>> ReadAsync()
    {
        var seen = new List<string>();
        foreach (var type in new[] { ConfigMapType, ApplicationType, WorkflowType, LeaseType })
        {
            var list = await _api.ListAsync(new ResourceSelector(type), default);
            seen.AddRange(list.Items.Where(item => item.Name != "kube-root-ca.crt").Select(Lasting));
        }

        return [.. seen.Order(StringComparer.Ordinal)];
    }

    private static string Lasting(Manifest manifest)
    {
        var annotations = new JsonObject((manifest.Metadata.Child("annotations") ?? [])
            .Where(annotation => annotation.Key != "idpbuilder.io/installation")
            .OrderBy(annotation => annotation.Key, StringComparer.Ordinal)
            .Select(annotation => KeyValuePair.Create(annotation.Key, annotation.Value?.DeepClone())));
        var isRecord = manifest.Namespace == "idpbuilder";
        var state = $"{manifest.Status.Child("sync").Text("status")} {manifest.Status.Child("health").Text("status")} {manifest.Status.Text("phase")}";
        return $"{manifest.Key} {annotations} {manifest.Metadata?["labels"]} {manifest.Spec} {(isRecord ? string.Empty : manifest.Json["data"])} {manifest.Json["operation"]} {state}";
    }
}
