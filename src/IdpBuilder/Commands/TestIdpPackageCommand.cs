using System.Management.Automation;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Checks packages without a cluster and returns everything found wrong or noteworthy.</summary>
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
        var set = ReadPackages(PlatformOf(await FindClusterAsync(stop).ConfigureAwait(false)), installed: null, stop);
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
}
