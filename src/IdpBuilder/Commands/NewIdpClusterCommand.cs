using System.Management.Automation;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Errors;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Creates a cluster and returns when it and its core packages are ready.</summary>
[Cmdlet(VerbsCommon.New, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class NewIdpClusterCommand : ModuleCommand
{
    /// <summary>The cluster's name, a DNS label.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "localdev";

    /// <summary>Where the cluster comes from.</summary>
    [Parameter]
    public ClusterProvider Provider { get; set; } = ClusterProvider.Docker;

    /// <summary>The host of the platform's pages.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string HostName { get; set; } = "cnoe.localtest.me";

    /// <summary>The port of the platform's pages.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 8443;

    /// <summary>The protocol of the platform's pages.</summary>
    [Parameter]
    [ValidateSet("http", "https")]
    public string Protocol { get; set; } = "https";

    /// <summary>The Kubernetes version of nodes on Docker, such as <c>1.36</c>; the module knows an image for each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string KubernetesVersion { get; set; } = string.Empty;

    /// <summary>The image of nodes on Docker; overrides <c>-KubernetesVersion</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Image { get; set; } = string.Empty;

    /// <summary>How many nodes on Docker there are beside the one with the control plane.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int WorkerCount { get; set; }

    /// <summary>Makes the new cluster the kubeconfig's current context even where there is one.</summary>
    [Parameter]
    public SwitchParameter SetCurrentContext { get; set; }

    /// <summary>Keeps what was made when making a cluster on Docker fails.</summary>
    [Parameter]
    public SwitchParameter Retain { get; set; }

    /// <summary>Serves an embedded cluster's API on loopback and writes a kubeconfig, so that kubectl can use it.</summary>
    [Parameter]
    public SwitchParameter Listen { get; set; }

    /// <summary>The loopback port to listen on; implies <c>-Listen</c>. Without it a free port is taken.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int ListenPort { get; set; }

    /// <summary>The kubeconfig file to write to: for nodes on Docker, and for an embedded cluster that listens; without it the one that kubectl would use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string KubeConfig { get; set; } = string.Empty;

    /// <summary>A directory with <c>etcd</c> and <c>kube-apiserver</c>, of any version, for an embedded cluster to run on; without it the API is one inside this process.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ControlPlanePath { get; set; } = string.Empty;

    /// <summary>Removes a cluster of the same name first.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private static string[] ForDocker => [nameof(KubernetesVersion), nameof(Image), nameof(WorkerCount), nameof(SetCurrentContext), nameof(Retain)];

    private static string[] ForEmbedded => [nameof(Listen), nameof(ListenPort), nameof(ControlPlanePath)];

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        RefuseParametersOf(ClusterProvider.Docker, ForDocker);
        RefuseParametersOf(ClusterProvider.Embedded, ForEmbedded);
        var provider = State.Provider(Provider);
        if (!await pipeline.ShouldProcessAsync(Name, $"Create a cluster ({Provider})").ConfigureAwait(false))
        {
            return;
        }

        if ((await State.NamesBesideAsync(Provider, stop).ConfigureAwait(false)).Contains(Name))
        {
            throw ClusterFailures.NameTaken(Name);
        }

        if (Force)
        {
            await provider.RemoveAsync(Name, stop).ConfigureAwait(false);
        }

        var cluster = await provider.CreateAsync(Spec(), new PipelineReporter(pipeline), stop).ConfigureAwait(false);
        await pipeline.WriteAsync(State.Remember(cluster)).ConfigureAwait(false);
    }

    private ClusterSpec Spec() => new(
        Name,
        HostName,
        Port,
        Protocol,
        Listen || ListenPort > 0 ? ListenPort : null,
        PathOf(KubeConfig),
        PathOf(ControlPlanePath))
    {
        Nodes = new NodeSpec(KubernetesVersion, Image, WorkerCount, SetCurrentContext, Retain),
    };

    private string PathOf(string path) => path.Length == 0 ? string.Empty : SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    // What would have no effect must not look as if it had.
    private void RefuseParametersOf(ClusterProvider provider, IEnumerable<string> parameters)
    {
        if (provider != Provider && parameters.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } parameter)
        {
            throw CommandFailures.ParameterOfOtherProvider(parameter, provider, Provider);
        }
    }
}
