using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;
using IdpBuilder.Secrets;
using IdpBuilder.Waiting;

namespace IdpBuilder.Tests.Clusters;

public sealed class EmbeddedProviderTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("embedded").FullName;
    private readonly SilentReporter _reporter = new();
    private readonly EmbeddedProvider _provider;

    public EmbeddedProviderTests()
    {
        var reader = new YamlManifestReader();
        _provider = new EmbeddedProvider(
            new KubernetesApiFactory(TimeProvider.System), new Kubeconfig(reader, TimeProvider.System), reader, new InstalledPrograms(TimeProvider.System), TimeProvider.System);
    }

    private string KubeConfig => Path.Combine(_folder, "config");

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_cluster_has_what_a_platform_has()
    {
        await _provider.CreateAsync(new ClusterSpec("demo"), _reporter, None);
        var api = (await _provider.ConnectAsync("demo", None)).Api;

        var definitions = await api.ListAsync(new ResourceSelector(new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition")), None);
        var namespaces = await api.ListAsync(new ResourceSelector(new GroupVersionKind("", "v1", "Namespace")), None);
        var nodes = await api.ListAsync(new ResourceSelector(new GroupVersionKind("", "v1", "Node")), None);

        Assert.Superset(
            new HashSet<string> { "applications.argoproj.io", "applicationsets.argoproj.io", "appprojects.argoproj.io", "workflows.argoproj.io", "workflowtemplates.argoproj.io", "clusterworkflowtemplates.argoproj.io", "cronworkflows.argoproj.io", "workflowtasksets.argoproj.io" },
            definitions.Items.Select(item => item.Name).ToHashSet());
        Assert.Superset(new HashSet<string> { "argocd", "argo", "gitea", "default", "kube-system" }, namespaces.Items.Select(item => item.Name).ToHashSet());
        var node = Assert.Single(nodes.Items);
        Assert.Equal("True", (string?)node.Status!["conditions"]!.AsArray().Single(condition => (string?)condition!["type"] == "Ready")!["status"]);
        Assert.Empty(node.Spec!["taints"]?.AsArray() ?? []);
        Assert.NotNull(await api.GetAsync(new ResourceReference(new GroupVersionKind("argoproj.io", "v1alpha1", "AppProject"), "argocd", "default"), None));
        Assert.Contains(await api.DiscoverAsync(false, None), type => type.ShortNames.Contains("cwf"));
    }

    [Fact]
    public async Task Each_cluster_has_credentials_of_its_own()
    {
        await _provider.CreateAsync(new ClusterSpec("one"), _reporter, None);
        await _provider.CreateAsync(new ClusterSpec("two"), _reporter, None);

        var one = await SecretReader.ReadAsync((await _provider.ConnectAsync("one", None)).Api, _ => true, None);
        var two = await SecretReader.ReadAsync((await _provider.ConnectAsync("two", None)).Api, _ => true, None);

        Assert.Equal(["argocd admin", "gitea giteaAdmin"], one.Select(secret => $"{secret.Package} {secret.UserName}"));
        Assert.All(one.Zip(two), pair => Assert.NotEqual(pair.First.RevealPassword(), pair.Second.RevealPassword()));
        Assert.Equal(40, one[1].RevealToken().Length);
    }

    [Fact]
    public async Task It_says_what_it_pretends_and_shows_no_token()
    {
        var cluster = await _provider.CreateAsync(new ClusterSpec("demo"), _reporter, None);

        Assert.Contains("No container runs", cluster.Notice, StringComparison.Ordinal);
        Assert.Equal((ClusterState.Running, "v1.34.1", ""), (cluster.State, cluster.KubernetesVersion, cluster.KubeConfig));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("-dash")]
    [InlineData("dash-")]
    [InlineData("a.b")]
    [InlineData("ümlaut")]
    [InlineData("a-name-that-is-longer-than-what-fits-into-a-label")]
    public async Task A_name_that_no_host_can_bear_is_refused(string name)
    {
        var failure = await Assert.ThrowsAsync<IdpException>(() => _provider.CreateAsync(new ClusterSpec(name), _reporter, None));

        Assert.Equal(("ClusterNameInvalid", FailureKind.InvalidArgument), (failure.Id, failure.Kind));
        Assert.Empty(await _provider.ListAsync(null, None));
    }

    [Fact]
    public async Task Of_many_that_make_one_cluster_at_once_one_succeeds()
    {
        var attempts = Enumerable.Range(0, 8).Select(_ => Task.Run(() => _provider.CreateAsync(new ClusterSpec("demo"), _reporter, None))).ToArray();

        await Task.WhenAll(attempts.Select(attempt => attempt.ContinueWith(_ => { }, TaskScheduler.Default)));

        _ = Assert.Single(attempts, attempt => attempt.IsCompletedSuccessfully);
        Assert.All(attempts.Where(attempt => attempt.IsFaulted), attempt =>
            Assert.Equal("ClusterAlreadyExists", Assert.IsType<IdpException>(attempt.Exception!.InnerException).Id));
        Assert.Equal("demo", Assert.Single(await _provider.ListAsync(null, None)).Name);
    }

    [Fact]
    public async Task Removing_ends_waits_with_the_failure_that_the_cluster_is_gone()
    {
        await _provider.CreateAsync(new ClusterSpec("demo"), _reporter, None);
        var connection = await _provider.ConnectAsync("demo", None);
        var condition = new NeverCondition();
        var wait = Wait.ForAsync(
            connection.Api, [new ResourceSelector(new GroupVersionKind("", "v1", "Namespace"))], condition, TimeSpan.FromMinutes(5), TimeProvider.System, _reporter, None);
        await condition.Looked;

        Assert.True(await _provider.RemoveAsync("demo", None));

        Assert.Equal("ClusterGone", (await Assert.ThrowsAsync<IdpException>(() => wait)).Id);
        Assert.False(await _provider.RemoveAsync("demo", None));
        Assert.Equal("ClusterNotFound", (await Assert.ThrowsAsync<IdpException>(() => _provider.ConnectAsync("demo", None))).Id);
        Assert.Equal("ApiUnreachable", (await Assert.ThrowsAsync<KubernetesApiException>(() => connection.Api.DiscoverAsync(true, None))).Id);
    }

    [Fact]
    public async Task A_cluster_that_listens_is_in_the_kubeconfig_as_long_as_it_lives()
    {
        var cluster = await _provider.CreateAsync(new ClusterSpec("demo", ListenPort: 0, KubeConfig: KubeConfig), _reporter, None);

        var text = await File.ReadAllTextAsync(KubeConfig, None);
        Assert.Equal((KubeConfig, true), (cluster.KubeConfig, cluster.Server.IsLoopback));
        Assert.Contains($"server: {cluster.Server.ToString().TrimEnd('/')}\n", text, StringComparison.Ordinal);
        Assert.Contains("current-context: idp-demo\n", text, StringComparison.Ordinal);
        await using var outside = new KubernetesApiFactory(TimeProvider.System).Connect(EndpointIn(text));
        Assert.NotNull(await outside.GetAsync(CoreSecret.ArgoCd.Reference, None));

        await _provider.RemoveAsync("demo", None);

        Assert.DoesNotContain("idp-demo", await File.ReadAllTextAsync(KubeConfig, None), StringComparison.Ordinal);
        Assert.False(await IsOpenAsync(cluster.Server.Port));
    }

    [Fact]
    public async Task A_port_that_is_taken_leaves_nothing_behind()
    {
        var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<IdpException>(
            () => _provider.CreateAsync(new ClusterSpec("demo", ListenPort: port, KubeConfig: KubeConfig), _reporter, None));
        taken.Stop();

        Assert.Equal("ClusterPortTaken", failure.Id);
        Assert.Empty(await _provider.ListAsync(null, None));
        Assert.False(File.Exists(KubeConfig));
        await _provider.CreateAsync(new ClusterSpec("demo"), _reporter, None);
    }

    [Fact]
    public async Task A_kubeconfig_that_cannot_be_written_leaves_nothing_behind()
    {
        await File.WriteAllTextAsync(KubeConfig, "clusters: [", None);
        var port = FreePort();

        var failure = await Assert.ThrowsAsync<IdpException>(
            () => _provider.CreateAsync(new ClusterSpec("demo", ListenPort: port, KubeConfig: KubeConfig), _reporter, None));

        Assert.Equal("KubeconfigUnreadable", failure.Id);
        Assert.False(await IsOpenAsync(port));
        Assert.Empty(await _provider.ListAsync(null, None));
        Assert.Equal([KubeConfig], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_creation_leaves_nothing_behind(bool early)
    {
        using var stop = new CancellationTokenSource();
        var reader = new YamlManifestReader();
        var kubeconfig = new CancellingKubeconfig(new Kubeconfig(reader, TimeProvider.System), stop);
        await using var provider = new EmbeddedProvider(new KubernetesApiFactory(TimeProvider.System), kubeconfig, reader, new InstalledPrograms(TimeProvider.System), TimeProvider.System);
        var port = FreePort();

        var creation = provider.CreateAsync(new ClusterSpec("demo", ListenPort: port, KubeConfig: KubeConfig), _reporter, stop.Token);
        if (early)
        {
            await stop.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creation);
        Assert.Empty(await provider.ListAsync(null, None));
        Assert.False(await IsOpenAsync(port));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static KubeEndpoint EndpointIn(string kubeconfig)
    {
        string Value(string name) => Regex.Match(kubeconfig, $"""{name}: "?([^"\n]+)""").Groups[1].Value;
        var authority = System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(Value("certificate-authority-data")));
        return new KubeEndpoint(new Uri(Value("server")), Value("token"), authority);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
