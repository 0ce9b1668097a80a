using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Installs packages, or brings installed ones up to date.</summary>
[Cmdlet(VerbsLifecycle.Install, "IdpPackage", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(PackageStatus))]
public sealed class InstallIdpPackageCommand : PackageSourceCommand
{
    /// <summary>Ends the sync of an earlier version that Argo CD still carries out, instead of waiting for it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Applies the packages from this machine, in Argo CD's order but without it.</summary>
    [Parameter]
    public SwitchParameter Direct { get; set; }

    /// <summary>How long a package waits, at most, for those it depends on, and for the sync of an earlier version to end; with <c>-Direct</c> how long applying it may take.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = PackageInstaller.DefaultTimeout;

    /// <inheritdoc/>
    protected override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var cluster = await ConnectAsync(stop).ConfigureAwait(false);
        var installed = await PackageStatuses.NamesAsync(cluster.Api, stop).ConfigureAwait(false);
        var set = await ReadPackagesAsync(PlatformFacts.Of(cluster.Cluster), installed, pipeline, stop).ConfigureAwait(false);
        await new PackageInstaller(cluster, pipeline, Timeout, Force) { IsRehearsal = IsRehearsal, Direct = Direct }.InstallAsync(set, stop).ConfigureAwait(false);
    }
}
