using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Rights;

namespace IdpBuilder.Tests.Commands;

/// <summary>A user who may not do everything, in a cluster that somebody else made.</summary>
public sealed partial class RightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleEngine _owner = new();
    private readonly ModuleEngine _engine = new();

    public void Dispose()
    {
        _engine.Dispose();
        _owner.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Missing_rights_are_told_together_and_nothing_is_changed()
    {
        var file = Path.Combine(_folder.Path, "config");
        var cluster = _owner.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{file}'").Single<Cluster>();
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var objects = new ClusterObjects(cluster);
        var before = await objects.ReadAsync(TestContext.Current.CancellationToken);
        var weak = _folder.Write("weak", Token().Replace(text, $"token: {await AccountTokenAsync(cluster, Token().Match(text).Groups[1].Value)}"));
        _engine.Run($"Connect-IdpCluster -KubeConfig '{weak}' -Name weak");

        var error = _engine.Fail($"Install-IdpPackage '{Repository.PathOf("examples", "01-quickstart", "packages", "shop")}'");

        Assert.StartsWith("RightsMissing,", error.FullyQualifiedErrorId);
        Assert.Contains("get, create, patch, delete, list, watch applications.argoproj.io in namespace 'argocd'", error.Exception.Message);
        Assert.Contains("applicationsets.argoproj.io", error.Exception.Message);
        Assert.Equal(before, await objects.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_Argo_CD_making_namespaces_pruning_and_removing_are_asked_for_too()
    {
        var file = Path.Combine(_folder.Path, "config");
        var cluster = _owner.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{file}'").Single<Cluster>();
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var weak = _folder.Write("weak", Token().Replace(text, $"token: {await AccountTokenAsync(cluster, Token().Match(text).Groups[1].Value)}"));
        _engine.Run($"Connect-IdpCluster -KubeConfig '{weak}' -Name weak");
        var app = Path.GetDirectoryName(_folder.Write("app/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"))!;
        Assert.Contains("create, patch namespaces in the whole cluster", _engine.Fail($"Install-IdpPackage '{app}' -Direct").Exception.Message.Replace("get, ", string.Empty, StringComparison.Ordinal));
        await GrantReadingAsync(cluster);
        _owner.Run($"$null = Install-IdpPackage '{app}' -Direct");
        var before = await new ClusterObjects(cluster).ReadAsync(TestContext.Current.CancellationToken);

        var error = _engine.Fail("Uninstall-IdpPackage app");

        Assert.StartsWith("RightsMissing,", error.FullyQualifiedErrorId);
        Assert.Contains("delete configmaps in namespace 'app'", error.Exception.Message);
        Assert.Equal(before, await new ClusterObjects(cluster).ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_report_tells_what_the_user_may_see_and_notes_the_rest()
    {
        var file = Path.Combine(_folder.Path, "config");
        var cluster = _owner.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{file}'").Single<Cluster>();
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var weak = _folder.Write("weak", Token().Replace(text, $"token: {await AccountTokenAsync(cluster, Token().Match(text).Groups[1].Value)}"));
        _engine.Run($"Connect-IdpCluster -KubeConfig '{weak}' -Name weak");

        var report = _engine.Run($"Export-IdpReport '{Path.Combine(_folder.Path, "weak.html")}' -PassThru").Single<Report>();

        Assert.Empty(report.Spans);
        Assert.All(["Packages that Argo CD deploys", "Workflows and hooks", "The age of the cluster", "Node objects"], what => Assert.Contains(report.Notes, note => note.StartsWith(what, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_role_in_the_help_is_what_is_asked_for()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "en-US", "about_IdpBuilderRights.md"));
        var role = (JsonObject)new YamlManifestReader().Read(Yaml().Match(page).Groups[1].Value, "role", new List<Diagnostic>())[0].Content!;

        var granted = role["rules"]!.AsArray().SelectMany(rule => Texts(rule!["apiGroups"]).SelectMany(group =>
            Texts(rule["resources"]).SelectMany(resource => Texts(rule["verbs"]).Select(verb =>
                new NeededRight(verb, group, resource, (string)role["metadata"]!["namespace"]!)))));

        Assert.Equal(InstallRights.OfArgo.Select(right => right.ToString()).Order(StringComparer.Ordinal), granted.Select(right => right.ToString()).Order(StringComparer.Ordinal));
    }

    private static async Task GrantReadingAsync(Cluster cluster)
    {
        await using var api = new ClusterObjects(cluster).Connect();
        await api.CreateAsync(Manifest("""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"reads"},"rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["get","list","watch"]}]}"""), WriteOptions.Default, default);
        await api.CreateAsync(Manifest("""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"reads"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"reads"},"subjects":[{"kind":"ServiceAccount","namespace":"default","name":"default"}]}"""), WriteOptions.Default, default);
    }

    private static Manifest Manifest(string json) => new(JsonNode.Parse(json)!.AsObject());

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => (string)item!);

    private static async Task<string> AccountTokenAsync(Cluster cluster, string token)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var http = new HttpClient(handler) { BaseAddress = cluster.Server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var body = new StringContent("""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"audiences":[]}}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("api/v1/namespaces/default/serviceaccounts/default/token", UriKind.Relative), body);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["status"]!["token"]!;
    }

    [GeneratedRegex("token: \"?([^\"\\s]+)\"?")]
    private static partial Regex Token();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
