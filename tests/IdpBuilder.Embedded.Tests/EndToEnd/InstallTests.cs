using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded;
using IdpBuilder.Execution;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Planning;
using IdpBuilder.Rendering;
using IdpBuilder.Reporting;

namespace IdpBuilder.Tests.EndToEnd;

public sealed class InstallTests : IAsyncDisposable
{
    private static readonly YamlManifestReader Reader = new();
    private readonly EmbeddedProvider _provider = new(
        new KubernetesApiFactory(TimeProvider.System), new Kubeconfig(Reader, TimeProvider.System), Reader, new InstalledPrograms(TimeProvider.System), TimeProvider.System);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idp-install-");

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Packages_that_people_run_install_and_become_ready()
    {
        var cluster = await ClusterAsync();

        await InstallAsync(cluster, Repository.PublicData("idpbuilder-packages", "testDir"));

        foreach (var name in new[] { "my-app", "my-app2" })
        {
            Assert.True((await WaitAsync(cluster, name)).Succeeded);
        }

        var statuses = await PackageStatuses.ListAsync(cluster, TestContext.Current.CancellationToken);
        Assert.Equal(["my-app Synced Healthy True", "my-app2 Synced Healthy True"], statuses.Where(status => status.Type == "custom").Select(status => $"{status.Name} {status.Sync} {status.Health} {status.Ready}"));
    }

    [Fact]
    public async Task An_Application_that_does_not_sync_by_itself_is_deployed_when_it_is_installed_and_again_when_it_changes()
    {
        var cluster = await ClusterAsync();
        Write("app.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: manual, namespace: argocd}
            spec:
              project: default
              source: {repoURL: cnoe://content, targetRevision: HEAD, path: .}
              destination: {server: https://kubernetes.default.svc, namespace: default}
            """);

        foreach (var value in new[] { "one", "two" })
        {
            Write("content/cm.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata: {{v: {value}}}\n");
            await InstallAsync(cluster, _folder.FullName);
            var outcome = await WaitAsync(cluster, "manual");
            Assert.True(outcome.Succeeded, outcome.Verdict.Seen);
            var live = await cluster.Api.GetAsync(
                new ResourceReference(new GroupVersionKind(string.Empty, "v1", "ConfigMap"), "default", "c"), TestContext.Current.CancellationToken);
            Assert.Equal(value, (string?)live!.Json["data"]!["v"]);
        }
    }

    [Fact]
    public async Task A_failing_hook_ends_the_wait_with_its_exit_code()
    {
        var cluster = await ClusterAsync();
        Write("content/hook.yaml", """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate, annotations: {argocd.argoproj.io/hook: PreSync}}
            spec:
              backoffLimit: 0
              template:
                metadata: {annotations: {embedded.idpbuilder.io/exit-code: "3"}}
                spec: {restartPolicy: Never, containers: [{name: main, image: alpine}]}
            """);

        await InstallAsync(cluster, Path.Combine(_folder.FullName, "content"));
        var outcome = await WaitAsync(cluster, "content");

        Assert.False(outcome.Succeeded);
        Assert.Contains(outcome.Verdict.Causes, cause => cause.Subject.Contains("migrate", StringComparison.Ordinal));
        Assert.Contains(outcome.Verdict.Causes, cause => cause.Message.Contains("exit code 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_fills_in_is_no_change_that_would_run_hooks_again()
    {
        var cluster = await ClusterAsync();
        await GiveDefaultAsync(cluster.Api, "revisionHistoryLimit", 10);
        Write("app.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop, namespace: argocd}
            spec:
              project: default
              source: {repoURL: cnoe://content, targetRevision: HEAD, path: .}
              destination: {server: https://kubernetes.default.svc, namespace: default}
              syncPolicy: {automated: {}}
            """);
        Write("content/hook.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: hook, annotations: {argocd.argoproj.io/hook: PreSync}}
            """);
        var hook = new ResourceReference(new GroupVersionKind(string.Empty, "v1", "ConfigMap"), "default", "hook");

        await InstallAsync(cluster, _folder.FullName);
        Assert.True((await WaitAsync(cluster, "shop")).Succeeded);
        var first = await cluster.Api.GetAsync(hook, TestContext.Current.CancellationToken);
        await InstallAsync(cluster, _folder.FullName);
        Assert.True((await WaitAsync(cluster, "shop")).Succeeded);

        var application = await cluster.Api.GetAsync(new ResourceReference(ArgoTypes.Application, "argocd", "shop"), TestContext.Current.CancellationToken);
        Assert.Equal(10, (int?)application!.Spec!["revisionHistoryLimit"]);
        Assert.Equal(first!.Uid, (await cluster.Api.GetAsync(hook, TestContext.Current.CancellationToken))!.Uid);
    }

    private static async Task GiveDefaultAsync(IKubernetesApi api, string field, int value)
    {
        var type = new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition");
        var definition = await api.GetAsync(new ResourceReference(type, string.Empty, "applications.argoproj.io"), TestContext.Current.CancellationToken);
        var spec = (JsonObject)(definition!.Spec!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"] ??= new JsonObject());
        spec["spec"] = new JsonObject
        {
            ["type"] = "object",
            ["x-kubernetes-preserve-unknown-fields"] = true,
            ["properties"] = new JsonObject { [field] = new JsonObject { ["type"] = "integer", ["default"] = value } },
        };
        await api.ReplaceAsync(definition, WriteOptions.Default, TestContext.Current.CancellationToken);
    }

    private async Task<ClusterConnection> ClusterAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var cluster = await _provider.CreateAsync(new ClusterSpec("demo"), Silence.Instance, stop);
        return await _provider.ConnectAsync(cluster.Name, stop);
    }

    private void Write(string name, string text)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }

    private static async Task InstallAsync(ClusterConnection cluster, string path)
    {
        var stop = TestContext.Current.CancellationToken;
        var options = new PackageReadOptions(PlatformFacts.Of(cluster.Cluster), new Dictionary<string, object?>(), new HashSet<string>());
        var set = new PackageReader(Reader).Read([new PackageSource(path)], options, stop);
        Assert.Empty(set.Diagnostics);
        var plan = InstallPlan.Of(set.Packages, new Dictionary<string, PackageFootprint>());
        await new PlanRunner(new InstallContext(cluster, Silence.Instance, "test", TimeSpan.FromMinutes(1)) { Clock = TimeProvider.System }).RunAsync(
            plan,
            (_, failure) =>
            {
                Assert.Null(failure);
                return Task.CompletedTask;
            },
            stop);
    }

    private static Task<IdpBuilder.Waiting.WaitOutcome> WaitAsync(ClusterConnection cluster, string name) =>
        PackageWait.ForAsync(cluster.Api, name, TimeSpan.FromMinutes(1), TimeProvider.System, Silence.Instance, TestContext.Current.CancellationToken);

    private sealed class Silence : IRunReporter
    {
        public static Silence Instance { get; } = new();

        public void Progress(ProgressReport report)
        {
        }

        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }
    }
}
