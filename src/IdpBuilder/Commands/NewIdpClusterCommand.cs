using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Errors;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Reporting;

namespace IdpBuilder.Commands;

/// <summary>Creates a cluster and returns when its nodes and its API are ready.</summary>
[Cmdlet(VerbsCommon.New, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class NewIdpClusterCommand : PlatformCommand
{
    /// <summary>The cluster's name, a DNS label.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "localdev";

    /// <summary>Where the cluster comes from.</summary>
    [Parameter]
    public ClusterProvider Provider { get; set; } = ClusterProvider.Docker;

    /// <summary>The Kubernetes version of nodes on Docker, such as <c>1.36</c>; the module knows an image for each.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KubernetesVersionCompleter))]
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

    /// <summary>How many nodes on Docker run the control plane; with more than one, a load balancer stands before them.</summary>
    [Parameter]
    [ValidateRange(1, 9)]
    public int ControlPlaneCount { get; set; } = 1;

    /// <summary>The image of that load balancer; without it kind's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string LoadBalancerImage { get; set; } = string.Empty;

    /// <summary>Ports to publish beside <c>-Port</c>, as <c>hostPort:port</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ExtraPort { get; set; } = [];

    /// <summary>Folders of the engine's machine that every node gets, as <c>hostPath:nodePath[:ro]</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ExtraMount { get; set; } = [];

    /// <summary>A configuration of kind (v1alpha4), a file or an http(s) address; a template in which <c>{{ .Port }}</c> and the like stand for this cmdlet's parameters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string KindConfig { get; set; } = string.Empty;

    /// <summary>Files of Docker's configuration; the first that exists gives the nodes their credentials for registries.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] RegistryConfig { get; set; } = [];

    /// <summary>Which mirror nodes ask instead of each registry, as <c>@{ 'docker.io' = 'https://mirror.example' }</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary RegistryMirror { get; set; } = new Hashtable();

    /// <summary>Lets nodes trust the certificate authorities that this machine trusts.</summary>
    [Parameter]
    public SwitchParameter TrustHostCertificates { get; set; }

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

    /// <summary>Replaces a cluster of the same name; a mistake in what is asked for leaves that one as it is.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private static string[] ForDocker =>
    [
        nameof(KubernetesVersion), nameof(Image), nameof(WorkerCount), nameof(ControlPlaneCount), nameof(LoadBalancerImage), nameof(ExtraPort), nameof(ExtraMount), nameof(KindConfig),
        nameof(RegistryConfig), nameof(RegistryMirror), nameof(TrustHostCertificates), nameof(SetCurrentContext), nameof(Retain), nameof(CorePackage), nameof(PackageOverride), nameof(Credential), nameof(DevPassword), nameof(TrustCertificate), nameof(Timeout),
    ];

    private static string[] ForEmbedded => [nameof(Listen), nameof(ListenPort), nameof(ControlPlanePath)];

    // An embedded cluster plays those that matter.
    private protected override IReadOnlyList<string> UsualCorePackages => Provider == ClusterProvider.Docker ? Services.CorePackages.Usual : [];

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        RefuseParametersOf(ClusterProvider.Docker, ForDocker);
        RefuseParametersOf(ClusterProvider.Embedded, ForEmbedded);
        var provider = State.Provider(Provider);
        var spec = Spec();
        var core = CoreOf(pipeline);
        var trust = TrustOf(pipeline);
        await trust.RequireAsync(cluster: null, core.BringsCertificate, stop).ConfigureAwait(false);
        var replaces = Force && (await provider.ListAsync(null, stop).ConfigureAwait(false)).Any(cluster => string.Equals(cluster.Name, Name, StringComparison.OrdinalIgnoreCase));
        var action = replaces ? $"Remove the cluster with everything in it, and create it again ({Provider}){core.Sentence}" : $"Create a cluster ({Provider}){core.Sentence}";
        if (!await pipeline.ShouldProcessAsync(Name, action).ConfigureAwait(false))
        {
            return;
        }

        if ((await State.NamesBesideAsync(Provider, stop).ConfigureAwait(false)).Contains(Name))
        {
            throw ClusterFailures.NameTaken(Name);
        }

        if (!core.IsEmpty)
        {
            // Nothing is downloaded for an engine that is not there.
            await provider.RequireAsync(stop).ConfigureAwait(false);
            await core.PrepareAsync(PlatformFacts.Of(spec), api: null, stop).ConfigureAwait(false);
        }

        var timeline = new Timeline(new PipelineReporter(pipeline), Services.Clock, Name);
        var cluster = State.Remember(await provider.CreateAsync(spec, timeline, stop).ConfigureAwait(false));
        State.Remember(cluster.Name, timeline.Steps);

        // Of a cluster of this name that is gone: this one has another.
        await TrustChoice.ForgetAsync(cluster, pipeline, stop).ConfigureAwait(false);
        var connection = await provider.ConnectAsync(cluster.Name, stop).ConfigureAwait(false);
        await InstallAsync(core, connection, pipeline, stop).ConfigureAwait(false);
        await trust.MakeAsync(connection, isRehearsal: false, stop).ConfigureAwait(false);
        await pipeline.WriteAsync(cluster).ConfigureAwait(false);
    }

    // What took minutes to make is not thrown away for a package that can be installed again.
    private static async Task InstallAsync(CorePackageChoice core, ClusterConnection cluster, CommandPipeline pipeline, CancellationToken stop)
    {
        try
        {
            await core.InstallAsync(cluster, isRehearsal: false, stop).ConfigureAwait(false);
        }
        catch
        {
            pipeline.Warning(
                $"The cluster '{cluster.Cluster.Name}' stands, but not all of its core packages do. Install them with Connect-IdpCluster -CorePackage, make it anew with New-IdpCluster -Force, or remove it with Remove-IdpCluster.");
            throw;
        }
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
        Replace = Force,
        PathRouting = PathRouting,
        Nodes = new NodeSpec(KubernetesVersion, Image, WorkerCount, SetCurrentContext, Retain)
        {
            ControlPlaneCount = ControlPlaneCount,
            LoadBalancerImage = LoadBalancerImage,
            ExtraPorts = [.. ExtraPort.Select(NodePort.Parse)],
            Mounts = [.. ExtraMount.Select(NodeMount.Parse).Select(mount => mount.HostPath.StartsWith('/') ? mount : mount with { HostPath = PathOf(mount.HostPath) })],
            KindConfig = NodeSpec.IsOnWeb(KindConfig) ? KindConfig : PathOf(KindConfig),
            RegistryConfig = [.. RegistryConfig.Select(PathOf)],
            RegistryMirrors = RegistryMirror.Cast<DictionaryEntry>().ToDictionary(mirror => mirror.Key.ToString()!, mirror => mirror.Value?.ToString() ?? string.Empty, StringComparer.Ordinal),
            TrustHostCertificates = TrustHostCertificates,
        },
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
