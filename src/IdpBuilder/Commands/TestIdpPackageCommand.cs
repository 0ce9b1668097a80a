using System.Management.Automation;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Planning;
using IdpBuilder.Rendering;

namespace IdpBuilder.Commands;

/// <summary>Checks packages, without a cluster unless one is named, and returns everything found wrong or noteworthy.</summary>
[Cmdlet(VerbsDiagnostic.Test, "IdpPackage", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Diagnostic), typeof(bool))]
public sealed class TestIdpPackageCommand : PackageSourceCommand
{
    /// <summary>Returns only whether everything given is there and has no errors.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var set = await CheckAsync(pipeline, stop).ConfigureAwait(false);
        if (Quiet)
        {
            await pipeline.WriteAsync(!set.HasErrors && !HasMissing).ConfigureAwait(false);
            return;
        }

        foreach (var diagnostic in set.Diagnostics)
        {
            await pipeline.WriteAsync(diagnostic).ConfigureAwait(false);
        }
    }

    // Only a cluster that was named is asked: without, the answer must not depend on what happens to run.
    private async Task<PackageSet> CheckAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var cluster = await FindClusterAsync(stop).ConfigureAwait(false);
        var asked = Cluster is null ? null : cluster;
        var installed = asked is null ? null : await PackageStatuses.NamesAsync(asked.Api, stop).ConfigureAwait(false);
        var server = asked is null ? ServerCapabilities.Unknown : await ServerCapabilities.OfAsync(asked, stop).ConfigureAwait(false);
        var read = await ReadPackagesAsync(PlatformOf(cluster), installed, pipeline, stop).ConfigureAwait(false);
        var set = await new RenderedSources(Services.Reader, Services.Programs, server).CheckAsync(read, stop).ConfigureAwait(false);
        return asked is null
            ? set
            : await new PackageInstaller(asked, pipeline, PackageInstaller.DefaultTimeout, force: false).CheckAsync(set, stop).ConfigureAwait(false);
    }
}
