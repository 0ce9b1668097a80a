using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Docker.Steps;

/// <summary>A cluster in the making: what is wanted, what makes it, and what the steps have found so far.</summary>
/// <param name="plan">What is wanted.</param>
/// <param name="engine">The engine.</param>
/// <param name="services">What clusters need of the outside.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class CreationContext(ClusterPlan plan, DockerEngine engine, DockerServices services, IRunReporter reporter) : IAsyncDisposable
{
    private IReadOnlyDictionary<string, string>? _files;
    private EngineDescription? _description;
    private NodeNetwork? _network;
    private KubernetesVersion? _version;
    private KubeEndpoint? _endpoint;
    private IKubernetesApi? _api;

    /// <summary>What is wanted.</summary>
    public ClusterPlan Plan { get; set; } = plan;

    /// <summary>What was asked for.</summary>
    public ClusterSpec Spec => Plan.Spec;

    /// <summary>The engine.</summary>
    public DockerEngine Engine => engine;

    /// <summary>What clusters need of the outside.</summary>
    public DockerServices Services => services;

    /// <summary>Is told how far it is.</summary>
    public IRunReporter Reporter => reporter;

    /// <summary>What distinguishes this attempt from others.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The token with which nodes join.</summary>
    public string Token { get; } = BootstrapToken.New();

    /// <summary>The nodes, those with the control plane first.</summary>
    public IReadOnlyList<Node> Nodes => Plan.Nodes;

    /// <summary>The node with the control plane, or the first that has it.</summary>
    public Node ControlPlane => Nodes[0];

    /// <summary>What every node gets, by path; credentials are among it.</summary>
    public IReadOnlyDictionary<string, string> Files
    {
        get => Found(_files);
        set => _files = value;
    }

    /// <summary>The kubeconfig file that was written; null as long as none was.</summary>
    public string? WrittenKubeConfig { get; set; }

    /// <summary>The engine's description.</summary>
    public EngineDescription Description
    {
        get => Found(_description);
        set => _description = value;
    }

    /// <summary>The nodes' network.</summary>
    public NodeNetwork Network
    {
        get => Found(_network);
        set => _network = value;
    }

    /// <summary>The nodes' version.</summary>
    public KubernetesVersion Version
    {
        get => Found(_version);
        set => _version = value;
    }

    /// <summary>How the API is reached.</summary>
    public KubeEndpoint Endpoint
    {
        get => Found(_endpoint);
        set => (_endpoint, _api) = (value, services.Connections.Connect(value));
    }

    /// <summary>The API.</summary>
    public IKubernetesApi Api => Found(_api);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _api?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static T Found<T>(T? value)
        where T : class => value ?? throw new InvalidOperationException($"No step has found the {typeof(T).Name} yet.");
}
