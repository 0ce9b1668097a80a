using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Platform;
using IdpBuilder.Rehearsal;

namespace IdpBuilder.Commands;

/// <summary>Removes packages with everything they deployed.</summary>
[Cmdlet(VerbsLifecycle.Uninstall, "IdpPackage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PackageStatus))]
public sealed class UninstallIdpPackageCommand : PackageCommand
{
    /// <summary>Keeps the volumes of the packages and the claims of them, with what these hold.</summary>
    [Parameter]
    public SwitchParameter KeepData { get; set; }

    /// <summary>How long the removal of a package may take.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = PackageInstaller.DefaultTimeout;

    /// <summary>Returns the packages that were removed, as they were before.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // What removes everything says so with '*'.
        if (Array.Find(Package, reference => reference.IsWholeCluster) is { } whole)
        {
            ThrowTerminatingError(ErrorRecords.From(CommandFailures.ClusterInPlaceOfPackages(whole.Cluster)));
        }

        base.ProcessRecord();
    }

    /// <inheritdoc/>
    private protected override async Task ActAsync(
        ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, CommandPipeline pipeline, CancellationToken stop)
    {
        var context = new InstallContext(cluster, new PipelineReporter(pipeline), string.Empty, Timeout) { Clock = Services.Clock };
        var installed = packages.Count == 0 ? [] : await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
        WarnOfDependents(cluster, packages, installed, pipeline);
        var order = new RemovalOrder(packages, installed);
        var failed = new List<string>();
        foreach (var package in order.Packages)
        {
            if (!await pipeline.ShouldProcessAsync(package.Name, KeepData ? "Remove the package with everything it deployed but its volumes" : "Remove the package with everything it deployed").ConfigureAwait(false))
            {
                await SayAsync(context, package.Name, pipeline, stop).ConfigureAwait(false);
                continue;
            }

            try
            {
                if (failed.Find(other => order.Needs(other, package.Name)) is { } standing)
                {
                    throw CommandFailures.PackageStillNeeded(package, standing);
                }

                await new PackageUninstaller(context) { KeepData = KeepData }.RunAsync(package.Name, stop).ConfigureAwait(false);
                await ForgetNamesAsync(context, package, stop).ConfigureAwait(false);
                if (PassThru)
                {
                    await pipeline.WriteAsync(package).ConfigureAwait(false);
                }
            }
            catch (IdpException failure)
            {
                failed.Add(package.Name);
                await pipeline.WriteErrorAsync(ErrorRecords.From(failure, package)).ConfigureAwait(false);
            }
        }
    }

    // They led to what is gone.
    private static async Task ForgetNamesAsync(InstallContext context, PackageStatus package, CancellationToken stop)
    {
        if (package.Type is PackageStatus.DirectType or PackageLabels.CoreType && Services.CorePackages.IsIngress(package.Name))
        {
            var names = new ClusterNames(context.Connection.Api, context.Reporter);
            await names.MakeAsync(await names.FindLeftAsync(stop).ConfigureAwait(false), () => names.FindLeftAsync(stop), stop).ConfigureAwait(false);
        }
    }

    private async Task SayAsync(InstallContext context, string package, CommandPipeline pipeline, CancellationToken stop)
    {
        if (IsRehearsal)
        {
            var changes = await new PackageRehearsal(context).RemoveAsync(package, stop).ConfigureAwait(false);
            if (KeepData)
            {
                var kept = await KeptData.FindAsync(context, package, stop).ConfigureAwait(false);
                changes = [.. changes.Where(change => !kept.Holds(change.Kind, change.Namespace, change.Name))];
            }

            await ChangeReport.WriteAsync(changes, pipeline).ConfigureAwait(false);
        }
    }

    // Nobody is stopped: to replace a package that others need is a good reason.
    private static void WarnOfDependents(
        ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, IReadOnlyList<PackageStatus> installed, CommandPipeline pipeline)
    {
        var leaving = packages.Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        var staying = installed.Where(other => !leaving.Contains(other.Name)).ToList();
        foreach (var package in packages)
        {
            var dependents = staying.Where(other => other.DependsOn.Contains(package.Name, StringComparer.Ordinal)).Select(other => $"'{other.Name}'").ToList();
            if (dependents.Count > 0)
            {
                pipeline.Warning(
                    $"The package '{package.Name}' is needed by {string.Join(", ", dependents)}, installed in the cluster '{cluster.Cluster.Name}'. "
                    + "Uninstall these with it, or install it again.");
            }
        }
    }
}
