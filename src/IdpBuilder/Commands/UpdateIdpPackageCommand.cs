using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
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

        var sources = packages.Select(package => SourceOf(package, string.Empty)).Distinct().ToList();
        var options = new PackageReadOptions(
            PlatformFacts.Of(cluster.Cluster),
            ParameterArguments.Read(Parameter),
            await PackageStatuses.NamesAsync(cluster.Api, stop).ConfigureAwait(false));
        // A directory may hold more packages than were asked for, and one that was given a name is called otherwise by its files.
        var reader = new PackageReader(Services.Reader);
        var names = packages.Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        var found = reader.Read(sources, options, stop).Packages.Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        var set = reader.Read(
            [.. packages.Select(package => SourceOf(package, found.Contains(package.Name) ? string.Empty : package.Name)).Distinct()], options, stop);
        var wanted = set with { Packages = [.. set.Packages.Where(package => names.Contains(package.Name))] };
        WarnOfDefaults(packages, wanted, options.Parameters, pipeline);
        var direct = packages.Where(package => package.Type == PackageStatus.DirectType).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        await InstallAsync(cluster, wanted, package => !direct.Contains(package.Name), false, pipeline, stop).ConfigureAwait(false);
        if (!set.HasErrors)
        {
            await InstallAsync(cluster, wanted with { Diagnostics = [] }, package => direct.Contains(package.Name), true, pipeline, stop).ConfigureAwait(false);
        }
    }

    private static PackageSource SourceOf(PackageStatus package, string name) =>
        new(package.Path, package.Options.Recurse, name, package.Options.Namespace);

    // Values may be secret and are not kept in the cluster: that one is lost must not happen in silence.
    private static void WarnOfDefaults(
        IReadOnlyList<PackageStatus> packages, PackageSet wanted, IReadOnlyDictionary<string, object?> given, CommandPipeline pipeline)
    {
        foreach (var package in wanted.Packages)
        {
            var before = packages.First(status => status.Name == package.Name).Options.Parameters;
            var lost = package.Parameters
                .Where(parameter => before.Contains(parameter.Name, StringComparer.Ordinal) && given.GetValueOrDefault(parameter.Name) is null)
                .Where(parameter => parameter.Default is not null || !parameter.Required)
                .Select(parameter => $"'{parameter.Name}'")
                .ToList();
            if (lost.Count > 0)
            {
                pipeline.Warning(
                    $"The package '{package.Name}' was installed with values for {string.Join(", ", lost)}, which are not kept in the cluster: it takes its defaults now. "
                    + "Give the values again with Update-IdpPackage -Parameter.");
            }
        }
    }

    private async Task InstallAsync(
        ClusterConnection cluster, PackageSet all, Func<Package, bool> meant, bool direct, CommandPipeline pipeline, CancellationToken stop)
    {
        var some = all with { Packages = [.. all.Packages.Where(meant)] };
        if (some.Packages.Count > 0 || some.Diagnostics.Count > 0)
        {
            var installer = new PackageInstaller(cluster, pipeline, Timeout, Force, "Update the package") { IsRehearsal = IsRehearsal, Direct = direct };
            await installer.InstallAsync(some, stop).ConfigureAwait(false);
        }
    }
}
