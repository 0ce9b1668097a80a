using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Commands.Base;
using IdpBuilder.Kubernetes.Existing;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Connects this session to a cluster that a kubeconfig names, and installs what it lacks of the core packages that are asked for.</summary>
[Cmdlet(VerbsCommunications.Connect, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class ConnectIdpClusterCommand : PlatformCommand
{
    /// <summary>The kubeconfig context; without it the current one.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(KubeContextCompleter))]
    [ValidateNotNullOrEmpty]
    public string Context { get; set; } = string.Empty;

    /// <summary>The kubeconfig file; without it those that <c>KUBECONFIG</c> names, else the one in the home directory.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string KubeConfig { get; set; } = string.Empty;

    /// <summary>What the cluster is called in this session, a DNS label; without it a name made of the context's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var core = CoreOf(pipeline);
        var trust = TrustOf(pipeline);
        var path = KubeConfig.Length == 0 ? string.Empty : SessionState.Path.GetUnresolvedProviderPathFromPSPath(KubeConfig);
        var spec = new ExistingClusterSpec(Name, path, Context, HostName, Port, Protocol) { PathRouting = PathRouting };
        var taken = await State.NamesBesideAsync(ClusterProvider.Existing, stop).ConfigureAwait(false);
        var provider = State.Provider<ExistingClusterProvider>();
        var cluster = await provider.AdoptAsync(spec, taken, new PipelineReporter(pipeline), stop).ConfigureAwait(false);
        State.Remember(cluster);
        var connection = await provider.ConnectAsync(cluster.Name, stop).ConfigureAwait(false);
        await trust.RequireAsync(connection, core.BringsCertificate, stop).ConfigureAwait(false);
        await core.PrepareAsync(PlatformFacts.Of(cluster), connection.Api, stop).ConfigureAwait(false);
        await core.InstallAsync(connection, IsRehearsal, stop).ConfigureAwait(false);
        await trust.MakeAsync(connection, IsRehearsal, stop).ConfigureAwait(false);
        await pipeline.WriteAsync(cluster).ConfigureAwait(false);
    }
}
