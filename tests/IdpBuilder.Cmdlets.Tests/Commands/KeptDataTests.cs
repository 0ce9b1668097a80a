using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary><c>Uninstall-IdpPackage -KeepData</c>.</summary>
public sealed class KeptDataTests : IDisposable
{
    private const string Parent = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop, namespace: argocd}
        spec:
          project: default
          source: {repoURL: cnoe://apps, targetRevision: HEAD, path: .}
          destination: {server: https://kubernetes.default.svc, namespace: argocd}
          syncPolicy: {automated: {selfHeal: true, prune: true}}
        """;

    private const string Child = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop-data, namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io]}
        spec:
          project: default
          source: {repoURL: cnoe://../data, targetRevision: HEAD, path: .}
          destination: {server: https://kubernetes.default.svc, namespace: shop}
          syncPolicy: {automated: {selfHeal: true, prune: true}}
        """;

    private const string Data = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: empty}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: stock, OPTIONS}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: web}]
              volumes: [{name: stock, persistentVolumeClaim: {claimName: stock}}]
        """;

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly IKubernetesApi _api;

    public KeptDataTests() => _api = new ClusterObjects(_engine.Run("New-IdpCluster kept -Provider Embedded -Listen").Single<Cluster>()).Connect();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Direct")]
    public async Task Claims_stay_with_their_namespace_and_are_the_packages_again_when_it_comes_back(string direct)
    {
        Write(string.Empty, nested: direct.Length == 0);
        Install(direct);
        var uid = (await FindAsync("PersistentVolumeClaim", "stock"))!.Uid;

        var foreseen = _engine.Run("Uninstall-IdpPackage shop -KeepData -WhatIf 6>&1").Output;
        Assert.DoesNotContain(foreseen, line => line.ToString().Contains("stock", StringComparison.Ordinal));
        Assert.Empty(_engine.Run("Uninstall-IdpPackage shop -KeepData").Errors);

        var kept = await FindAsync("PersistentVolumeClaim", "stock");
        Assert.Equal((uid, string.Empty, null), (kept!.Uid, kept.DeletionTimestamp, kept.Annotation("argocd.argoproj.io/sync-options")));
        Assert.NotNull(await FindAsync("Namespace", "shop", string.Empty));
        Assert.Null(await FindAsync("Namespace", "empty", string.Empty));
        Assert.Null(await FindAsync("ConfigMap", "settings"));
        Assert.Empty(_engine.Run("Get-IdpPackage *").Output);

        Install(direct);
        Assert.Equal(uid, (await FindAsync("PersistentVolumeClaim", "stock"))!.Uid);
        Assert.Empty(_engine.Run("Uninstall-IdpPackage shop").Errors);
        Assert.Null(await FindAsync("PersistentVolumeClaim", "stock"));
        Assert.Null(await FindAsync("Namespace", "shop", string.Empty));
    }

    [Fact]
    public async Task What_the_package_says_of_a_claim_itself_is_respected()
    {
        Write("annotations: {argocd.argoproj.io/sync-options: 'Prune=false'}", nested: true);
        Install(string.Empty);

        Assert.Equal("DataHasSyncOptions", Assert.Single(_engine.Run("Uninstall-IdpPackage shop -KeepData").Errors).FullyQualifiedErrorId.Split(',')[0]);

        Assert.NotNull(await FindAsync("ConfigMap", "settings"));
        Write("annotations: {argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'}", nested: true);
        Install(string.Empty);
        Assert.Empty(_engine.Run("Uninstall-IdpPackage shop -KeepData").Errors);
        Assert.Equal("Prune=false,Delete=false", (await FindAsync("PersistentVolumeClaim", "stock"))!.Annotation("argocd.argoproj.io/sync-options"));
    }

    private void Write(string options, bool nested)
    {
        if (nested)
        {
            _folder.Write("shop/app.yaml", Parent);
            _folder.Write("shop/apps/child.yaml", Child);
        }

        _folder.Write(nested ? "shop/data/data.yaml" : "shop/data.yaml", Data.Replace(", OPTIONS", options.Length > 0 ? $", {options}" : string.Empty, StringComparison.Ordinal));
    }

    private void Install(string direct) =>
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/shop' {direct} | Wait-IdpPackage -Timeout 1m").Errors);

    private Task<Manifest?> FindAsync(string kind, string name, string inNamespace = "shop") =>
        _api.GetAsync(new ResourceReference(new GroupVersionKind(string.Empty, "v1", kind), inNamespace, name), Stop);
}
