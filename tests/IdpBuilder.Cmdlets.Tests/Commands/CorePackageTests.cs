using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Core packages in a cluster that was made by somebody else; here the embedded one, as kubectl would see it.</summary>
public sealed class CorePackageTests : IDisposable
{
    private const string ArgoCd = "795a3a972224da6a7f9d32c3e946445f062b60fb46028476715affeb688236e3";

    // No container runs here that would make it, as Argo CD's own does.
    internal const string RedisSecret = """
        apiVersion: v1
        kind: Secret
        metadata: {name: argocd-redis}
        stringData: {auth: any}
        ---
        $patch: merge
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argocd-cmd-params-cm}
        data: {server.insecure: "true"}
        """;

    private static readonly GroupVersionKind MapType = new("", "v1", "ConfigMap");
    private static readonly GroupVersionKind DeploymentType = new("apps", "v1", "Deployment");
    private static readonly GroupVersionKind IngressType = new("networking.k8s.io", "v1", "Ingress");
    private static readonly GroupVersionKind SecretType = new("", "v1", "Secret");

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ClusterObjects _objects;

    public CorePackageTests()
    {
        _objects = new ClusterObjects(_engine.Run($"New-IdpCluster made -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'").Single<Cluster>());
        _folder.Write("redis.yaml", RedisSecret);
    }

    public void Dispose()
    {
        _engine.Run("Get-IdpCluster | Remove-IdpCluster");
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Argo_CD_is_installed_with_its_settings_and_waited_for()
    {
        Supply();

        var connected = Connect("-CorePackage argocd -PackageOverride @{ argocd = '{0}/redis.yaml' } -HostName idp.test -Port 9443 -Timeout 5m");

        Assert.Empty(connected.Errors);
        Assert.Equal("core", connected.Single<Cluster>().Name);
        var package = _engine.Run("Get-IdpPackage argocd -Cluster core").Single<PackageStatus>();
        Assert.True(package.Ready, package.Message);
        var settings = (await FindAsync(MapType, "argocd-cm"))!.Json["data"]!;
        Assert.Equal(("https://argocd.idp.test:9443", "annotation", "60s"), ((string?)settings["url"], (string?)settings["application.resourceTrackingMethod"], (string?)settings["timeout.reconciliation"]));
        Assert.Equal("true", (string?)(await FindAsync(MapType, "argocd-cmd-params-cm"))!.Json["data"]!["server.insecure"]);
        Assert.Equal(0, (int)(await FindAsync(DeploymentType, "argocd-dex-server"))!.Spec!["replicas"]!);
        Assert.Equal(40, Convert.FromBase64String((string)(await FindAsync(SecretType, "argocd-secret"))!.Json["data"]!["webhook.gogs.secret"]!).Length);
        Assert.Equal("IfNotPresent", (string?)(await FindAsync(DeploymentType, "argocd-server"))!.Spec!["template"]!["spec"]!["containers"]![0]!["imagePullPolicy"]);
    }

    [Fact]
    public async Task Argo_Workflows_is_installed_where_upstream_has_it_and_found_again()
    {
        _folder.Write("workflows.yaml", """
            $patch: merge
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: workflow-controller-configmap}
            data: {parallelism: "7"}
            """);

        Assert.Empty(Connect("-CorePackage argo-workflows -PackageOverride @{ 'argo-workflows' = '{0}/workflows.yaml' } -Timeout 5m").Errors);

        var package = _engine.Run("Get-IdpPackage argo-workflows -Cluster core").Single<PackageStatus>();
        Assert.True(package.Ready, package.Message);
        var settings = (await FindAsync(MapType, "workflow-controller-configmap", "argo"))!.Json["data"]!.AsObject();
        Assert.Equal(["executor", "parallelism"], settings.Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Null(await FindAsync(new GroupVersionKind("", "v1", "Namespace"), "argo-workflows", ""));
        Assert.Empty(_engine.Run("Update-IdpPackage argo-workflows -Cluster core; Uninstall-IdpPackage argo-workflows -Cluster core").Errors);
        Assert.Null(await FindAsync(DeploymentType, "workflow-controller", "argo"));
    }

    [Fact]
    public async Task Gitea_gets_credentials_of_its_own_that_a_second_run_keeps()
    {
        await using (var api = _objects.Connect())
        {
            await api.DeleteAsync(new ResourceReference(SecretType, "gitea", "gitea-credential"), DeletionOptions.Default, TestContext.Current.CancellationToken);
        }

        var first = Connect("-CorePackage gitea -HostName idp.test -Timeout 5m");
        var secret = (await FindAsync(SecretType, "gitea-credential", "gitea"))!;
        var second = Connect("-CorePackage gitea -HostName other.test -Timeout 5m");

        Assert.Empty(first.Errors.Concat(second.Errors));
        Assert.True(_engine.Run("Get-IdpPackage gitea -Cluster core").Single<PackageStatus>().Ready);
        Assert.Equal(["password", "username"], secret.Json["data"]!.AsObject().Select(entry => entry.Key).Order(StringComparer.Ordinal));
        var kept = (await FindAsync(SecretType, "gitea-credential", "gitea"))!;
        Assert.True(JsonNode.DeepEquals(secret.Json["data"], kept.Json["data"]), "the credentials are others");
        var listed = _engine.Run("Get-IdpSecret -Package gitea -Cluster core").Single<ClusterSecret>();
        Assert.Equal(("giteaAdmin", 40), (listed.UserName, listed.Password.Length));
        var settings = (await FindAsync(DeploymentType, "my-gitea", "gitea"))!.Spec!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray();
        Assert.Contains(settings, setting => (string?)setting!["value"] == "https://gitea.other.test:8443/");
        Assert.Contains(first.Warnings, warning => warning.Contains("has no token yet", StringComparison.Ordinal));
    }

    [Fact]
    public void A_git_server_that_cannot_be_had_to_tell_Argo_CD_of_pushes_is_warned_of()
    {
        Supply();

        // No container listens here to whom a tunnel could lead.
        Connect("-CorePackage gitea -Timeout 5m");
        var connected = Connect("-CorePackage argocd -PackageOverride @{ argocd = '{0}/redis.yaml' } -Timeout 5m");

        Assert.Contains(connected.Warnings, warning => warning.Contains("does not tell Argo CD of pushes yet", StringComparison.Ordinal));
        Assert.True(_engine.Run("Get-IdpPackage argocd -Cluster core").Single<PackageStatus>().Ready);
    }

    [Theory]
    [InlineData("", "gitea.idp.test", "/", "https://gitea.idp.test:9443")]
    [InlineData("-PathRouting", "idp.test", "/gitea(/|$)(.*)", "https://idp.test:9443/gitea")]
    public async Task Pages_are_told_apart_by_host_or_path(string routing, string host, string path, string page)
    {
        var connected = Connect($"-CorePackage gitea, traefik -HostName idp.test -Port 9443 {routing} -Timeout 5m");

        Assert.Empty(connected.Errors);
        Assert.Equal(routing.Length > 0, connected.Single<Cluster>().PathRouting);
        Assert.True(_engine.Run("Get-IdpPackage traefik -Cluster core").Single<PackageStatus>().Ready);
        Assert.Equal(page, _engine.Run("Get-IdpPackage gitea -Cluster core").Single<PackageStatus>().Url);
        await using var api = _objects.Connect();
        var ingresses = await api.ListAsync(new ResourceSelector(IngressType, "gitea"), TestContext.Current.CancellationToken);
        var rules = ingresses.Items.SelectMany(ingress => ingress.Spec.Children("rules")).ToArray();
        Assert.Contains(rules, rule => (rule.Text("host"), rule.Child("http").Children("paths").First().Text("path")) == (host, path));
        var service = (await FindAsync(new GroupVersionKind("", "v1", "Service"), "ingress-nginx-controller", "ingress-nginx"))!;
        Assert.Equal([80, 443, 9443], service.Spec.Children("ports").Select(port => (int)port["port"]!).Order());
        var address = (await FindAsync(DeploymentType, "my-gitea", "gitea"))!.Spec!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray();
        Assert.Contains(address, setting => (string?)setting!["value"] == page + "/");

        // Where Argo CD has TLS of its own, its Service is called with a certificate that is not for it.
        Assert.Equal(routing.Length == 0, address.Any(setting => (string?)setting!["name"] == "GITEA__webhook__SKIP_TLS_VERIFY"));
    }

    [Fact]
    public async Task Other_routing_takes_the_place_of_what_was_there()
    {
        Connect("-CorePackage gitea, traefik -Timeout 5m");

        Assert.Empty(Connect("-CorePackage gitea -PathRouting -Timeout 5m").Errors);

        Assert.Null(await FindAsync(IngressType, "my-gitea-custom", "gitea"));
        Assert.NotNull(await FindAsync(IngressType, "my-gitea-path", "gitea"));
        Assert.Equal("https://cnoe.localtest.me:8443/gitea", _engine.Run("Get-IdpPackage gitea -Cluster core").Single<PackageStatus>().Url);
    }

    [Fact]
    public async Task One_ingress_does_not_come_beside_another()
    {
        Connect("-CorePackage traefik -Timeout 5m");

        var error = Assert.Single(Connect("-CorePackage ingress-nginx -Timeout 5m").Errors);

        Assert.StartsWith("CorePackageConflict,", error.FullyQualifiedErrorId);
        Assert.Contains("'traefik'", error.Exception.Message);
        Assert.Equal("traefik", (await FindAsync(new GroupVersionKind("", "v1", "Service"), "ingress-nginx-controller", "ingress-nginx"))!.Label("app.kubernetes.io/name"));
    }

    [Fact]
    public async Task The_names_of_the_pages_lead_to_the_ingress_as_long_as_there_is_one()
    {
        const string Corefile = ".:53 {\n    kubernetes cluster.local\n    reload\n}\n";
        _folder.Write("dns/dns.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: coredns, namespace: kube-system}\ndata:\n  Corefile: |\n    " + Corefile.Replace("\n", "\n    ", StringComparison.Ordinal));
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/dns' -Direct -Cluster made | Wait-IdpPackage").Errors);

        Assert.Empty(Connect("-CorePackage traefik -WhatIf").Errors);
        Assert.Equal(Corefile, await CorefileAsync());
        var connected = Connect("-CorePackage traefik -Timeout 5m");

        Assert.Empty(connected.Errors);
        Assert.Empty(connected.Warnings);
        Assert.Contains(@"cnoe\.localtest\.me", await CorefileAsync(), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Uninstall-IdpPackage traefik -Cluster core").Errors);
        Assert.Equal(Corefile, await CorefileAsync());
    }

    [Fact]
    public async Task A_second_run_changes_what_differs()
    {
        Supply();
        Connect("-CorePackage argocd -PackageOverride @{ argocd = '{0}/redis.yaml' } -Timeout 5m");
        var before = (await FindAsync(DeploymentType, "argocd-server"))!.ResourceVersion;

        Assert.Empty(Connect("-CorePackage argocd -PackageOverride @{ argocd = '{0}/redis.yaml' } -HostName other.test -Timeout 5m").Errors);

        Assert.Equal("https://argocd.other.test:8443", (string?)(await FindAsync(MapType, "argocd-cm"))!.Json["data"]!["url"]);
        Assert.Equal(before, (await FindAsync(DeploymentType, "argocd-server"))!.ResourceVersion);
    }

    [Fact]
    public async Task An_Argo_CD_of_somebody_else_stays_as_it_is()
    {
        Supply();
        _folder.Write("theirs/web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: argocd-server, namespace: argocd}
            spec:
              selector: {matchLabels: {app: theirs} }
              template: {metadata: {labels: {app: theirs} }, spec: {containers: [{name: main, image: theirs}]} }
            """);
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/theirs' -Direct -Cluster made | Wait-IdpPackage").Errors);

        Assert.Empty(Connect("-CorePackage argocd").Errors);

        Assert.DoesNotContain(_engine.Run("Get-IdpPackage -Cluster core").As<PackageStatus>(), package => package.Name == "argocd");
        Assert.Equal("theirs", (string?)(await FindAsync(DeploymentType, "argocd-server"))!.Spec!["template"]!["spec"]!["containers"]![0]!["image"]);
    }

    [Theory]
    [InlineData("-CorePackage nothing", "CorePackageUnknown", "'argocd'")]
    [InlineData("-CorePackage traefik, argocd, ingress-nginx", "CorePackageConflict", "'ingress-nginx'")]
    [InlineData("-PackageOverride @{ argocd = '{0}/redis.yaml' }", "CorePackageNotChosen", "-CorePackage")]
    [InlineData("-CorePackage argocd -PackageOverride @{ argocd = '{0}/absent.yaml' }", "CorePackageOverrideMissing", "absent.yaml")]
    [InlineData("-CorePackage argocd -PackageOverride @{ argocd = '{0}/broken.yaml' }", "CorePackageOverrideInvalid", "broken.yaml")]
    public async Task A_choice_that_cannot_be_carried_out_changes_nothing(string choice, string id, string named)
    {
        _folder.Write("broken.yaml", "data: [\n");

        var error = Assert.Single(Connect(choice).Errors);

        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId);
        Assert.Contains(named, error.Exception.Message);
        Assert.Null(await FindAsync(DeploymentType, "argocd-server"));
    }

    [Fact]
    public void The_folder_of_a_cluster_goes_with_it()
    {
        Supply();
        Connect("-CorePackage argocd -PackageOverride @{ argocd = '{0}/redis.yaml' } -Timeout 5m");
        var path = _engine.Run("Get-IdpPackage argocd -Cluster core").Single<PackageStatus>().Path;
        Assert.True(Directory.Exists(path));

        _engine.Run("Remove-IdpCluster core");

        Assert.False(Directory.Exists(path));
    }

    private async Task<string> CorefileAsync() => (await FindAsync(MapType, "coredns", "kube-system"))!.Json.Child("data").Text("Corefile");

    // What a user who was online before has.
    internal static void Supply()
    {
        var upstream = Repository.PublicData("argo-cd", "v3.5.1-install.yaml");
        var downloads = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "idpbuilder", "downloads");
        Directory.CreateDirectory(downloads);
        if (!File.Exists(Path.Combine(downloads, ArgoCd)))
        {
            var part = Path.Combine(downloads, Path.GetRandomFileName());
            File.Copy(upstream, part);
            File.Move(part, Path.Combine(downloads, ArgoCd), overwrite: true);
        }
    }

    private EngineResult Connect(string more) =>
        _engine.Run($"Connect-IdpCluster -KubeConfig '{_folder.Path}/config' -Name core {more.Replace("{0}", _folder.Path, StringComparison.Ordinal)}");

    private async Task<Manifest?> FindAsync(GroupVersionKind type, string name, string inNamespace = "argocd")
    {
        await using var api = _objects.Connect();
        return await api.GetAsync(new ResourceReference(type, inNamespace, name), TestContext.Current.CancellationToken);
    }
}
