using System.Diagnostics;
using System.Globalization;
using System.Text;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded.ControlPlane;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Benchmarks.Samples;

/// <summary>A real etcd and kube-apiserver, without controllers, that a kubeconfig names.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    /// <summary>The context in the kubeconfig.</summary>
    public const string Context = "bench";

    private readonly LocalControlPlane _controlPlane;
    private readonly SampleFolder _folder = new();

    private RealServer(LocalControlPlane controlPlane) => _controlPlane = controlPlane;

    /// <summary>The directory of their programs.</summary>
    public static string Assets => Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } named
        ? named
        : throw new InvalidOperationException("KUBEBUILDER_ASSETS names no directory with etcd and kube-apiserver; tests/contract/control-plane/prepare.sh makes one.");

    /// <summary>The kubeconfig.</summary>
    public string KubeConfig => Path.Combine(_folder.Path, "config");

    /// <summary>Starts them.</summary>
    public static async Task<RealServer> StartAsync()
    {
        var server = new RealServer(await LocalControlPlane.StartAsync(ControlPlanePrograms.In(Assets), port: 0, TimeProvider.System, CancellationToken.None));
        await new Kubeconfig(new YamlManifestReader(), TimeProvider.System)
            .AddAsync(new KubeconfigEntry(Context, server.Endpoint), server.KubeConfig, CancellationToken.None);
        return server;
    }

    /// <summary>A client with all rights.</summary>
    public IKubernetesApi Connect() => new KubernetesApiFactory(TimeProvider.System).Connect(Endpoint);

    private KubeEndpoint Endpoint => new(_controlPlane.Address, _controlPlane.Token, _controlPlane.CertificateAuthority);

    /// <summary>Runs kubectl and returns how long that took; a failure ends the measurement.</summary>
    public TimeSpan Kubectl(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["--kubeconfig", KubeConfig, "--context", Context, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? watch.Elapsed
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"kubectl ended with exit code {process.ExitCode}: {errors}"));
    }

    /// <summary>Applies the files of a directory with kubectl and returns how long that took.</summary>
    public TimeSpan KubectlApply(string space, string directory) => Kubectl("apply", "--server-side", "-n", space, "-f", directory);

    public async ValueTask DisposeAsync()
    {
        await _controlPlane.DisposeAsync();
        _folder.Dispose();
    }
}
