using IdpBuilder.Clusters;
using IdpBuilder.Packages;
using IdpBuilder.Packages.Remote;
using IdpBuilder.Pipeline;
using IdpBuilder.Platform;

namespace IdpBuilder.Commands.Base;

/// <summary>Reads installed packages again from where they came from, and installs what was read.</summary>
/// <param name="cluster">Where they are installed.</param>
/// <param name="packages">The packages, as they were when they were looked at.</param>
/// <param name="parameters">Values for the parameters that they declare.</param>
/// <param name="checkouts">Opens what fetches sources that are addresses.</param>
/// <param name="installer">Makes what installs; is told whether packages are applied without Argo CD, and whether that repeats what Argo CD has done.</param>
internal sealed class PackageUpdate(
    ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, IReadOnlyDictionary<string, object?> parameters, Func<RemoteCheckouts> checkouts, Func<bool, bool, PackageInstaller> installer)
{
    private readonly HashSet<string> _names = packages.Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _direct =
        packages.Where(package => package.Type == PackageStatus.DirectType).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);

    private readonly HashSet<string> _core =
        packages.Where(package => package.Type == PackageLabels.CoreType).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Where the packages are read from.</summary>
    public IReadOnlyList<PackageSource> Sources { get; } = [.. packages.Select(package => SourceOf(package, string.Empty)).Distinct()];

    /// <summary>Reads them; a directory may hold more packages than these, and its mistakes count with theirs.</summary>
    public async Task<PackageSet> ReadAsync(CancellationToken stop)
    {
        var options = new PackageReadOptions(
            PlatformFacts.Of(cluster.Cluster), parameters, await PackageStatuses.NamesAsync(cluster.Api, stop).ConfigureAwait(false));

        // One that was given a name is called otherwise by its files.
        using var fetched = checkouts();
        var reader = new PackageReader(Services.Reader);
        var found = reader.Read(await fetched.FetchAsync(Sources, stop).ConfigureAwait(false), options, stop).Packages.Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        var named = packages.Select(package => SourceOf(package, found.Contains(package.Name) ? string.Empty : package.Name)).Distinct();
        var set = reader.Read(await fetched.FetchAsync(named, stop).ConfigureAwait(false), options, stop);
        return set with { Packages = [.. set.Packages.Where(package => _names.Contains(package.Name))] };
    }

    /// <summary>Installs what was read; while it has errors, these are written and nothing is changed.</summary>
    public async Task InstallAsync(PackageSet wanted, CancellationToken stop)
    {
        await InstallAsync(wanted, package => !_direct.Contains(package), installer(false, false), stop).ConfigureAwait(false);
        if (wanted.HasErrors)
        {
            return;
        }

        wanted = wanted with { Diagnostics = [] };
        await InstallAsync(wanted, _direct.Contains, installer(true, false), stop).ConfigureAwait(false);

        // What their removal goes by is what was applied from a machine last.
        var given = _core.Count == 0 ? [] : await HandOver.FindAsync(cluster.Api, stop).ConfigureAwait(false);
        await InstallAsync(wanted, package => _core.Contains(package) && given.Contains(package, StringComparer.Ordinal), installer(true, true), stop).ConfigureAwait(false);
    }

    /// <summary>Says which values of the last installation are lost: they may be secret and are not kept in the cluster.</summary>
    public void WarnOfDefaults(PackageSet wanted, CommandPipeline pipeline)
    {
        foreach (var package in wanted.Packages)
        {
            var before = packages.First(status => status.Name == package.Name).Options.Parameters;
            var lost = package.Parameters
                .Where(parameter => before.Contains(parameter.Name, StringComparer.Ordinal) && parameters.GetValueOrDefault(parameter.Name) is null)
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

    private static async Task InstallAsync(PackageSet all, Func<string, bool> isMeant, PackageInstaller installer, CancellationToken stop)
    {
        var some = all with { Packages = [.. all.Packages.Where(package => isMeant(package.Name))] };
        if (some.Packages.Count > 0 || some.Diagnostics.Count > 0)
        {
            await installer.InstallAsync(some, stop).ConfigureAwait(false);
        }
    }

    private static PackageSource SourceOf(PackageStatus package, string name) =>
        new(package.Path, package.Options.Recurse, name, package.Options.Namespace);
}
