using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Git.Tests.Gitea;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Planning;
using IdpBuilder.Reporting;
using IdpBuilder.Tests;
using IdpBuilder.Tests.Repositories;

namespace IdpBuilder.Git.Tests.Packages;

/// <summary>Packages with local directories on a cluster whose git server is Gitea.</summary>
public sealed class InstalledPackageTests : IRunReporter, IDisposable
{
    private static readonly ResourceReference Application = new(new GroupVersionKind("argoproj.io", "v1alpha1", "Application"), "argocd", "shop");

    private readonly string _folder = Directory.CreateTempSubdirectory("idp-shop-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Content_is_there_before_the_Application_which_is_right_from_the_first_and_looked_at_at_once()
    {
        await using var platform = await PlatformAsync();
        Write("manifests/map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: map}}");
        var wasThere = new List<bool>();
        platform.Gitea.After = async request =>
        {
            if (request.Path.EndsWith("git-receive-pack", StringComparison.Ordinal))
            {
                wasThere.Add(await platform.Objects.GetAsync(Application, Stop) is not null);
            }
        };

        await InstallAsync(platform);

        const string name = "idpbuilder-demo-shop-manifests";
        Assert.Equal([false], wasThere);
        var application = (await platform.Objects.GetAsync(Application, Stop))!;
        Assert.Equal($"https://gitea.cnoe.localtest.me:8443/giteaAdmin/{name}.git", application.Spec.Child("source").Text("repoURL"));
        Assert.Equal("normal", application.Annotation("argocd.argoproj.io/refresh"));
        Assert.Equal(await HeadAsync(platform, name), PackageFootprint.RevisionsOf(application)[name]);
    }

    [Fact]
    public async Task Installing_again_publishes_what_changed_and_uninstalling_removes_the_repository()
    {
        await using var platform = await PlatformAsync();
        Write("manifests/map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: map}}");
        Write("manifests/run.sh", "#!/bin/sh\n");
        await InstallAsync(platform);
        await SyncAsync(platform);
        const string name = "idpbuilder-demo-shop-manifests";
        var first = await HeadAsync(platform, name);
        await InstallAsync(platform);
        await SyncAsync(platform);
        Assert.Equal(first, await HeadAsync(platform, name));

        Write("manifests/map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}");
        File.Delete(Path.Combine(_folder, "manifests", "run.sh"));
        await InstallAsync(platform);
        var application = (await platform.Objects.GetAsync(Application, Stop))!;
        Assert.Equal(await HeadAsync(platform, name), PackageFootprint.RevisionsOf(application)[name]);
        Assert.Equal("map.yaml", (await GitProgram.TextAsync(platform.Gitea.DirectoryOf(name), "ls-tree", "--name-only", "main")).Trim());

        await Task.WhenAll(new PackageUninstaller(Context(platform)).RunAsync("shop", Stop), ReleaseAsync(platform));
        Assert.Empty(await platform.Host.ListAsync(Stop));
    }

    void IRunReporter.Progress(ProgressReport report)
    {
    }

    void IRunReporter.Verbose(string message)
    {
    }

    void IRunReporter.Warning(string message) => Assert.Fail(message);

    private static async Task<TestPlatform> PlatformAsync()
    {
        var platform = await TestPlatform.StartAsync();
        var definitions = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("src", "IdpBuilder.Embedded", "Platform", "argo-cd.crds.json"), Stop))!.AsArray();
        foreach (var definition in definitions)
        {
            await platform.Objects.CreateAsync(new Manifest(definition!.DeepClone().AsObject()), WriteOptions.Default, Stop);
        }

        await platform.Objects.CreateAsync(
            new Manifest(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = "argocd" } }), WriteOptions.Default, Stop);
        return platform;
    }

    private static async Task<string> HeadAsync(TestPlatform platform, string name) =>
        (await GitProgram.TextAsync(platform.Gitea.DirectoryOf(name), "rev-parse", "main")).Trim();

    // Takes up what is asked for, as Argo CD does.
    private static Task SyncAsync(TestPlatform platform) =>
        platform.Objects.PatchAsync(Application, ManifestPatch.Merge(new JsonObject { ["operation"] = null }), WriteOptions.Default, Stop);

    // Lets the Application go once its deletion has been asked for, as Argo CD does.
    private static async Task ReleaseAsync(TestPlatform platform)
    {
        await foreach (var change in platform.Objects.WatchAsync(new ResourceSelector(Application.Type, Application.Namespace), Stop))
        {
            if (change.Object?.DeletionTimestamp.Length > 0)
            {
                var released = ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } });
                await platform.Objects.PatchAsync(Application, released, WriteOptions.Default, Stop);
                return;
            }
        }
    }

    private InstallContext Context(TestPlatform platform) =>
        new(new ClusterConnection(platform.Cluster, platform.Objects, platform.Host, TimeProvider.System), this, "test", TimeSpan.FromMinutes(2)) { Clock = TimeProvider.System };

    private async Task InstallAsync(TestPlatform platform)
    {
        Write("app.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop, namespace: argocd}
            spec:
              project: default
              source: {repoURL: cnoe://manifests, path: ., targetRevision: HEAD}
              destination: {server: https://kubernetes.default.svc, namespace: shop}
            """);
        var set = new PackageReader(new YamlManifestReader()).Read([new PackageSource(_folder)], PackageReadOptions.Default, Stop);
        Assert.False(set.HasErrors);
        var footprints = new Dictionary<string, PackageFootprint> { ["shop"] = await PackageFootprint.ReadAsync(platform.Objects, "shop", Stop) };
        var failures = new List<IdpException>();
        await new PlanRunner(Context(platform)).RunAsync(
            InstallPlan.Of(set.Packages, footprints),
            (_, failure) =>
            {
                failures.AddRange(failure is null ? [] : [failure]);
                return Task.CompletedTask;
            },
            Stop);
        Assert.Empty(failures);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
