using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
using IdpBuilder.Packages.Remote;
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

    /// <summary>For servers of git repositories that ask for a user name and a password or token; without it git's credential manager is asked.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

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

        var update = UpdateOf(cluster, packages, pipeline);
        var wanted = await update.ReadAsync(stop).ConfigureAwait(false);
        update.WarnOfDefaults(wanted, pipeline);
        await update.InstallAsync(wanted, stop).ConfigureAwait(false);
        if (Watch && !IsRehearsal)
        {
            await WatchAsync(cluster, packages, wanted, pipeline, stop).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, PackageSet installed, CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var package in packages.Where(package => RemoteAddress.IsOne(package.Path)))
        {
            pipeline.Warning($"The package '{package.Name}' is not watched: it comes from {package.Path}. Run Update-IdpPackage again when something has changed there.");
        }

        var local = packages.Where(package => !RemoteAddress.IsOne(package.Path)).ToArray();
        if (local.Length > 0)
        {
            var names = local.Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
            var set = installed with { Packages = [.. installed.Packages.Where(package => names.Contains(package.Name))] };
            using var watch = new PackageWatch(UpdateOf(cluster, local, pipeline), set, pipeline);
            await watch.RunAsync(string.Join(", ", local.Select(package => $"'{package.Name}'")), stop).ConfigureAwait(false);
        }
    }

    private PackageUpdate UpdateOf(ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, CommandPipeline pipeline) => new(
        cluster, packages, ParameterArguments.Read(Parameter),
        () => new RemoteCheckouts(() => Services.Remotes, Credential?.GetNetworkCredential(), new PipelineReporter(pipeline)),
        (direct, again) => Installer(cluster, pipeline, direct, again));

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
