using System.Text.Json.Nodes;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Existing;
using IdpBuilder.Kubernetes.Tests.Network;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Reporting;

namespace IdpBuilder.Kubernetes.Tests.Existing;

/// <summary>A folder with a kubeconfig of one context, <c>work</c>, whose cluster and user a test describes; and everything that was said about it.</summary>
internal sealed class ContextFolder : IRunReporter, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contexts").FullName;

    /// <summary>The kubeconfig.</summary>
    public string File => PathOf("config");

    /// <summary>The warnings so far.</summary>
    public List<string> Warnings { get; } = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string PathOf(string name) => Path.Combine(_folder, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Writes the kubeconfig.</summary>
    public ContextFolder With(JsonObject cluster, JsonObject user)
    {
        Write("config", new JsonObject
        {
            ["current-context"] = "work",
            ["clusters"] = new JsonArray(new JsonObject { ["name"] = "dc1", ["cluster"] = cluster.DeepClone() }),
            ["users"] = new JsonArray(new JsonObject { ["name"] = "alice", ["user"] = user.DeepClone() }),
            ["contexts"] = new JsonArray(new JsonObject { ["name"] = "work", ["context"] = new JsonObject { ["cluster"] = "dc1", ["user"] = "alice" } }),
        }.ToJsonString());
        return this;
    }

    /// <summary>Opens the context and asks for the version twice.</summary>
    public async Task AskAsync(TimeProvider clock)
    {
        await using var api = Open(clock);
        await api.VersionAsync(TestContext.Current.CancellationToken);
        await api.VersionAsync(TestContext.Current.CancellationToken);
    }

    public KubernetesApi Open(TimeProvider clock) => new(Opener(clock).Open(File, string.Empty).Transport, clock, () => 0);

    public ExistingClusterProvider Provider(TimeProvider clock) => new(Opener(clock), new NoGitHosts(), clock);

    /// <summary>The cluster section for a test server.</summary>
    public static JsonObject Cluster(TestServer server, TestAuthority authority) => new()
    {
        ["server"] = server.Address.ToString(),
        ["certificate-authority-data"] = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(authority.Pem)),
    };

    void IRunReporter.Progress(ProgressReport report)
    {
    }

    void IRunReporter.Verbose(string message)
    {
    }

    void IRunReporter.Warning(string message) => Warnings.Add(message);

    private ContextOpener Opener(TimeProvider clock) => new(new KubeconfigReader(new YamlManifestReader(), () => [File]), new PodEnvironment(null, null, _folder), clock);
}
