using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Objects beside a package's Applications: only what the package made goes with it, and it is gone when uninstalling returns.</summary>
public sealed class SharedObjectTests : IDisposable
{
    private static readonly GroupVersionKind NamespaceType = new("", "v1", "Namespace");
    private static readonly GroupVersionKind ConfigMapType = new("", "v1", "ConfigMap");

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ClusterObjects _objects;

    public SharedObjectTests() => _objects = new ClusterObjects(
        _engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{Path.Combine(_folder.Path, "config")}'").Single<Cluster>());

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_there_before_the_package_stays_when_it_goes()
    {
        Write("one", "argocd");
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/one' | Wait-IdpPackage").Errors);

        Assert.Empty(_engine.Run("Uninstall-IdpPackage one").Errors);

        Assert.NotNull(await FindAsync(NamespaceType, "argocd"));
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    [Fact]
    public async Task What_two_packages_have_goes_with_the_last_of_them()
    {
        Write("one", "shared");
        Write("two", "shared");
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/one' | Wait-IdpPackage; Install-IdpPackage '{_folder.Path}/two' | Wait-IdpPackage").Errors);
        var made = await FindAsync(NamespaceType, "shared");

        Assert.Empty(_engine.Run("Uninstall-IdpPackage one").Errors);
        Assert.Equal(made!.Uid, (await FindAsync(NamespaceType, "shared"))?.Uid);

        Assert.Empty(_engine.Run("Uninstall-IdpPackage two").Errors);
        Assert.Null(await FindAsync(NamespaceType, "shared"));
    }

    [Fact]
    public async Task Uninstalling_waits_for_finalizers_of_what_stands_beside_Applications()
    {
        Write("one", "mine", "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, namespace: default, finalizers: [example.com/held]}\n");
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/one' | Wait-IdpPackage").Errors);
        using var shell = _engine.CreateShell("Uninstall-IdpPackage one -Timeout 2m");
        var run = await RunningScript.UntilAsync(shell, "held by example.com/held");
        await using var api = _objects.Connect();

        await api.PatchAsync(
            new ResourceReference(ConfigMapType, "default", "held"),
            ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }),
            WriteOptions.Default,
            TestContext.Current.CancellationToken);
        await run;

        Assert.Empty(shell.Streams.Error);
        Assert.Null(await api.GetAsync(new ResourceReference(ConfigMapType, "default", "held"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_package_without_a_path_cannot_be_updated_and_that_is_said()
    {
        Write("one", "mine");
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/one'");
        await using var api = _objects.Connect();
        await api.PatchAsync(
            new ResourceReference(new GroupVersionKind("argoproj.io", "v1alpha1", "Application"), "argocd", "one"),
            ManifestPatch.Merge((JsonObject)JsonNode.Parse("""{"metadata":{"annotations":{"idpbuilder.io/source-path":null}}}""")!),
            WriteOptions.Default,
            TestContext.Current.CancellationToken);

        Assert.StartsWith("PackageSourceUnknown,", Assert.Single(_engine.Run("Update-IdpPackage one").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_without_any_time_looks_once()
    {
        Write("one", "mine");
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/one' | Wait-IdpPackage").Errors);

        Assert.True(_engine.Run("Wait-IdpPackage one -Timeout 0").Single<PackageStatus>().Ready);
    }

    private void Write(string package, string shared, string more = "")
    {
        _folder.Write($"{package}/app.yaml", $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: {{package}}, namespace: argocd}
            spec:
              project: default
              source: {repoURL: cnoe://content, targetRevision: HEAD, path: .}
              destination: {server: https://kubernetes.default.svc, namespace: {{package}} }
              syncPolicy: {automated: {}, syncOptions: [CreateNamespace=true]}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: {{shared}} }
            {{more}}
            """);
        _folder.Write($"{package}/content/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
    }

    private async Task<Manifest?> FindAsync(GroupVersionKind type, string name)
    {
        await using var api = _objects.Connect();
        return await api.GetAsync(new ResourceReference(type, string.Empty, name), TestContext.Current.CancellationToken);
    }
}
