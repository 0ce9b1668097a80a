using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded;
using IdpBuilder.Errors;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Tests.Forwarding;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

/// <summary>Logs of Pods that are gone, read from where Argo Workflows archived them: through a real port-forward from a real argo-server.</summary>
public sealed class ArchivedLogTests : IAsyncDisposable
{
    private const string Run = """
        {"apiVersion":"argoproj.io/v1alpha1","kind":"Workflow","metadata":{"name":"nightly","namespace":"demo"},"spec":{},
         "status":{"phase":"Succeeded","startedAt":"2026-01-01T00:00:00Z","finishedAt":"2026-01-01T00:01:00Z","nodes":{
          "nightly":{"id":"nightly","name":"nightly","displayName":"nightly","type":"Steps","templateName":"main","phase":"Succeeded","children":["nightly-0"]},
          "nightly-0":{"id":"nightly-0","name":"nightly[0]","displayName":"[0]","type":"StepGroup","phase":"Succeeded","boundaryID":"nightly","children":["nightly-1","nightly-2"]},
          "nightly-1":{"id":"nightly-1","name":"nightly[0].build","displayName":"build","type":"Pod","templateName":"say","phase":"Succeeded","boundaryID":"nightly",
           "outputs":{"artifacts":[{"name":"main-logs","s3":{"key":"nightly/1/main.log"}},{"name":"other-logs","s3":{"key":"nightly/1/other.tgz"}}]}},
          "nightly-2":{"id":"nightly-2","name":"nightly[0].test","displayName":"test","type":"Pod","templateName":"say","phase":"Succeeded","boundaryID":"nightly"}}}}
        """;

    private readonly EmbeddedApi _embedded = new("secret", TimeProvider.System, TimeProvider.System, new YamlManifestReader());
    private readonly KubeletDouble _kubelet = new();
    private readonly List<WorkflowLogLine> _lines = [];
    private readonly IKubernetesApi _api;
    private ArgoServerDouble? _server;

    public ArchivedLogTests() =>
        _api = new KubernetesApiFactory(TimeProvider.System).Connect(new KubeEndpoint(_kubelet.Address, "secret", Transport: () => new ForwardingRoute(_embedded)));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _kubelet.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false, "Get")]
    [InlineData(true, "Get")]
    [InlineData(false, "Follow")]
    public async Task Lines_of_a_Pod_that_is_gone_come_from_its_archived_log(bool isPlain, string way)
    {
        var run = await StartAsync(isPlain);
        _server!.Artifacts["/artifacts/demo/nightly/nightly-1/main-logs"] = "one\ntwo\n";

        var gone = await (way == "Follow" ? Logs().FollowAsync(run, Stop) : Logs().ReadAsync(run, Stop));

        Assert.Equal([("build", "main", "one"), ("build", "main", "two")], _lines.Select(line => (line.Node, line.Container, line.Line)));
        Assert.All(_lines, line => Assert.Null(line.Time));
        Assert.Equal(["'test'"], gone.Select(log => log.ToString()));
        var token = Assert.Single(_server.Tokens);
        Assert.StartsWith("Bearer ey", token);
    }

    [Theory]
    [InlineData(1, "two")]
    [InlineData(0)]
    [InlineData(9, "one", "two")]
    public async Task Only_the_last_lines_can_be_asked_for(int tail, params string[] expected)
    {
        var run = await StartAsync(isPlain: true);
        _server!.Artifacts["/artifacts/demo/nightly/nightly-1/main-logs"] = "one\ntwo\n";

        await Logs(new WorkflowLogQuery { TailLines = tail }).ReadAsync(run, Stop);

        Assert.Equal(expected, _lines.Select(line => line.Line));
    }

    [Fact]
    public async Task Another_container_s_lines_are_not_those_of_the_log()
    {
        var run = await StartAsync(isPlain: true);

        var gone = await Logs(new WorkflowLogQuery { Container = name => name == "wait" }).ReadAsync(run, Stop);

        Assert.Equal(["'build'", "'test'"], gone.Select(log => log.ToString()));
        Assert.Empty(_server!.Tokens);
    }

    [Fact]
    public async Task An_archived_log_that_cannot_be_had_says_why()
    {
        var run = await StartAsync(isPlain: true);

        var gone = await Logs().ReadAsync(run, Stop);

        Assert.Equal("'build' (it was archived, but argo-server answered 500 (Internal Server Error))", gone[0].ToString());
    }

    [Theory]
    [InlineData("Service", "the Service 'argo/argo-server' of Argo Workflows, which hands it out, is not there")]
    [InlineData("Pod", "no Pod of the Service 'argo/argo-server', which hands it out, is ready")]
    [InlineData("ServiceAccount", "not found")]
    public async Task Without_a_server_it_says_what_is_missing(string kind, string expected)
    {
        var run = await StartAsync(isPlain: true);
        await _api.DeleteAsync(new ResourceReference(new GroupVersionKind(string.Empty, "v1", kind), "argo", "argo-server"), DeletionOptions.Default, Stop);

        var gone = await Logs().ReadAsync(run, Stop);

        Assert.Contains(expected, gone[0].Reason);
        Assert.Empty(_lines);
    }

    private WorkflowLogs Logs(WorkflowLogQuery? query = null)
    {
        var cluster = new Cluster("demo", ClusterProvider.Docker, ClusterState.Running, "v1.34.1", new Uri("https://127.0.0.1"), "cnoe.localtest.me", 8443, "https", string.Empty, default, string.Empty);
        return new WorkflowLogs(new ClusterConnection(cluster, _api, new NoGitHost(name => new IdpException("GitServerMissing", FailureKind.NotSupported, name)), TimeProvider.System), query ?? new WorkflowLogQuery(), line =>
        {
            _lines.Add(line);
            return Task.CompletedTask;
        });
    }

    // A finished run whose Pods are gone, and the server.
    private async Task<Workflow> StartAsync(bool isPlain)
    {
        _server = new ArgoServerDouble(isPlain);
        _kubelet.Ports["argo/argo-server:2746"] = _server.Port;
        await CreateAsync("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"argo"}}""");
        await CreateAsync("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"argo-server","namespace":"argo"}}""");
        await CreateAsync("""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"argo-server","namespace":"argo"},
             "spec":{"selector":{"app":"argo-server"},"ports":[{"name":"web","port":2746,"targetPort":"web"}]}}
            """);
        var arguments = isPlain ? "[\"server\",\"--secure=false\"]" : "[\"server\"]";
        await CreateAsync($$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"argo-server","namespace":"argo","labels":{"app":"argo-server"} },
             "spec":{"serviceAccountName":"argo-server","containers":[{"name":"argo-server","image":"argocli","args":{{arguments}},"ports":[{"name":"web","containerPort":2746}]}]} }
            """);
        var ready = new JsonObject { ["status"] = new JsonObject { ["phase"] = "Running", ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }) } };
        await _api.PatchAsync(new ResourceReference(new GroupVersionKind(string.Empty, "v1", "Pod"), "argo", "argo-server", "status"), ManifestPatch.Merge(ready), WriteOptions.Default, Stop);
        await ServeWorkflowsAsync();
        await CreateAsync("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"demo"}}""");
        var run = await CreateAsync(Run);
        return WorkflowEngines.Read(run, [], TimeProvider.System.GetUtcNow())!;
    }

    private Task ServeWorkflowsAsync() => CreateAsync("""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"workflows.argoproj.io"},
             "spec":{"group":"argoproj.io","scope":"Namespaced","names":{"kind":"Workflow","plural":"workflows"},
              "versions":[{"name":"v1alpha1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
            """);

    private Task<Manifest> CreateAsync(string json) => _api.CreateAsync(Manifest(json), WriteOptions.Default, Stop);

    private static Manifest Manifest(string json) => new(JsonNode.Parse(json)!.AsObject());
}
