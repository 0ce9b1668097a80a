using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Installs packages again from where they were installed from.</summary>
[Cmdlet(VerbsData.Update, "IdpPackage", SupportsShouldProcess = true)]
[OutputType(typeof(PackageStatus))]
public sealed class UpdateIdpPackageCommand : PackageCommand
{
    /// <summary>Values for the parameters that the packages declare; those of the last installation are not kept, and a warning names each that is missing.</summary>
    [Parameter]
    [Alias("Parameters")]
    public IDictionary Parameter { get; set; } = new Hashtable();

    /// <summary>Ends the sync of an earlier version that Argo CD still carries out, instead of waiting for it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long a package waits, at most, for those it depends on, and for the sync of an earlier version to end.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = PackageInstaller.DefaultTimeout;

    /// <summary>Updates the packages again whenever their files change, until Ctrl+C ends it.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    /// <inheritdoc/>
    private protected override bool AtOnce => Watch;

    /// <inheritdoc/>
    private protected override async Task ActAsync(
        ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var lost in packages.Where(package => package.Path.Length == 0))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.PackageSourceUnknown(lost))).ConfigureAwait(false);
        }

        packages = [.. packages.Where(package => package.Path.Length > 0)];
        if (packages.Count == 0)
        {
            return;
        }

        var parameters = ParameterArguments.Read(Parameter);
        var update = new PackageUpdate(cluster, packages, parameters, (direct, again) => Installer(cluster, pipeline, direct, again));
        var wanted = await update.ReadAsync(stop).ConfigureAwait(false);
        update.WarnOfDefaults(wanted, pipeline);
        await update.InstallAsync(wanted, stop).ConfigureAwait(false);
        if (Watch && !IsRehearsal)
        {
            var names = string.Join(", ", packages.Select(package => $"'{package.Name}'"));
            using var watch = new PackageWatch(update, wanted, pipeline);
            await watch.RunAsync(names, stop).ConfigureAwait(false);
        }
    }

    private PackageInstaller Installer(ClusterConnection cluster, CommandPipeline pipeline, bool direct, bool again) =>
        new(cluster, pipeline, Timeout, Force, "Update the package")
        {
            IsRehearsal = IsRehearsal,
            Direct = direct,
            HandsOver = true,
            IsAgreed = again,
            Write = again ? _ => Task.CompletedTask : null,
        };
}
