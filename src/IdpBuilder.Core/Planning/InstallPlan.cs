using IdpBuilder.Execution;
using IdpBuilder.Execution.Steps;
using IdpBuilder.Packages;

namespace IdpBuilder.Planning;

/// <summary>What installing packages will do: for each package its steps in order; packages run side by side unless one needs another.</summary>
/// <param name="Packages">The packages, those that others need first.</param>
public sealed record InstallPlan(IReadOnlyList<PackageInstallation> Packages)
{
    /// <summary>Plans the installation of packages that were read without errors. Pure.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="installed">What each has in the cluster already, by package name; missing for a new one.</param>
    public static InstallPlan Of(IReadOnlyList<Package> packages, IReadOnlyDictionary<string, PackageFootprint> installed) => new(
    [
        .. PackageGraph.Groups(packages).SelectMany(group => group)
            .Select(package => new PackageInstallation(package, StepsOf(package, installed.GetValueOrDefault(package.Name)))),
    ]);

    private static IInstallStep[] StepsOf(Package package, PackageFootprint? before) =>
    [
        .. package.DependsOn.Select(needed => new AwaitDependency(package, needed)),
        .. package.Contents.Select(content => new PublishRepository(content)),
        .. package.Manifests.Select(item => new ApplyManifest(package, item)),
        .. package.Applications.Select(application => new ApplyApplication(package, application, before)),
        .. package.Applications.Where(application => application.IsSet).Select(set => new SyncGeneratedApplications(package, set)),
        .. before is null ? Array.Empty<IInstallStep>() : [new PruneLeftovers(package, before)],
    ];
}
