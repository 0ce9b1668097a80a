using System.Management.Automation;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Docker;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Looks whether this machine, or that of its Docker engine, has what a cluster needs.</summary>
[Cmdlet(VerbsDiagnostic.Test, "IdpPrerequisite")]
[OutputType(typeof(Prerequisite))]
public sealed class TestIdpPrerequisiteCommand : ModuleCommand
{
    /// <summary>The port that the platform's pages are to have.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 8443;

    /// <summary>The ports that are to be published beside it, as New-IdpCluster takes them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ExtraPort { get; set; } = [];

    /// <summary>The Kubernetes version that is wanted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string KubernetesVersion { get; set; } = string.Empty;

    /// <summary>The node image that is wanted instead of the version's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Image { get; set; } = string.Empty;

    /// <summary>How many nodes there are to be beside the one with the control plane.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int WorkerCount { get; set; }

    /// <summary>How many nodes are to have the control plane.</summary>
    [Parameter]
    [ValidateRange(1, 9)]
    public int ControlPlaneCount { get; set; } = 1;

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var spec = new ClusterSpec("any", Port: Port)
        {
            Nodes = new NodeSpec(KubernetesVersion, Image, WorkerCount) { ControlPlaneCount = ControlPlaneCount, ExtraPorts = [.. ExtraPort.Select(NodePort.Parse)] },
        };
        foreach (var prerequisite in await State.Provider<DockerClusterProvider>().CheckAsync(spec, stop).ConfigureAwait(false))
        {
            await pipeline.WriteAsync(prerequisite).ConfigureAwait(false);
        }
    }
}
