using IdpBuilder.Clusters;
using IdpBuilder.Embedded;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Rendering;
using IdpBuilder.Tests.Clusters;

namespace IdpBuilder.Tests.Http.Kubectl;

/// <summary>A whole embedded cluster that listens, for all tests of a class: with a node, and workloads that run.</summary>
public sealed class KubectlCluster : IAsyncLifetime
{
    /// <summary>The namespace of everything that the tests find there.</summary>
    public const string Namespace = "given";

    private const string Given = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: given}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: given}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: nginx, image: nginx}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: said, namespace: given, annotations: {embedded.idpbuilder.io/stdout: "one\ntwo\nthree"}}
        spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: alive, namespace: given}
        spec: {containers: [{name: main, image: busybox}]}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: done, namespace: given}
        spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("idp-kubectl-").FullName;
    private readonly EmbeddedProvider _provider;
    private readonly KubectlProcess _kubectl;
    private bool _started;

    public KubectlCluster()
    {
        _kubectl = new KubectlProcess(_folder);
        var reader = new YamlManifestReader();
        _provider = new EmbeddedProvider(
            new KubernetesApiFactory(TimeProvider.System), new Kubeconfig(reader, TimeProvider.System), reader,
            new InstalledPrograms(TimeProvider.System), TimeProvider.System);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal string Write(string name, string text) => _kubectl.Write(name, text);

    /// <summary>Runs kubectl and returns what it printed; skips the test where there is none.</summary>
    internal async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        KubectlProcess.Require();
        if (!_started)
        {
            _started = true;
            await _provider.CreateAsync(new ClusterSpec("kubectl", ListenPort: 0, KubeConfig: _kubectl.KubeConfig), new SilentReporter(), CancellationToken.None);
            await _kubectl.RunAsync(0, "create", "-f", Write("given.yaml", Given));
            await _kubectl.RunAsync(0, "rollout", "status", "deployment/web", "-n", Namespace, "--timeout=30s");
        }

        return await _kubectl.RunAsync(exitCode, arguments);
    }
}
