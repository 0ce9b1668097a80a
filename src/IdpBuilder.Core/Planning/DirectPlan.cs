using IdpBuilder.Errors;
using IdpBuilder.Execution.Steps;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Planning;

/// <summary>Plans the installation of packages without Argo CD.</summary>
/// <param name="rendering">Renders what they deploy.</param>
public sealed class DirectPlan(PlanRendering rendering)
{
    private static readonly GroupVersionKind Project = new("argoproj.io", "v1alpha1", "AppProject");

    /// <summary>Renders packages that were read without errors, those that others need first.</summary>
    /// <exception cref="IdpException"><c>PackageNotDirect</c>: something in a package needs Argo CD.</exception>
    public async Task<IReadOnlyList<DirectPackage>> RenderAsync(IReadOnlyList<Package> packages, CancellationToken stop)
    {
        var rendered = new List<DirectPackage>();
        foreach (var package in PackageGraph.Groups(packages).SelectMany(group => group))
        {
            rendered.Add(new DirectPackage(package, await RenderAsync(package, stop).ConfigureAwait(false)));
        }

        return rendered;
    }

    /// <summary>What installing rendered packages will do.</summary>
    public static InstallPlan Of(IReadOnlyList<DirectPackage> packages) => new(
    [
        .. packages.Select(item => new PackageInstallation(
            item.Package,
            [.. item.Package.DependsOn.Select(needed => new AwaitDependency(item.Package, needed)), new ApplyDirectly(item.Package, item.Applications)])),
    ]);

    private async Task<IReadOnlyList<KeyValuePair<string, PlannedPackage>>> RenderAsync(Package package, CancellationToken stop)
    {
        var rendered = new List<KeyValuePair<string, PlannedPackage>>();
        foreach (var application in package.Applications)
        {
            var planned = await rendering.RenderAsync(package, application, stop).ConfigureAwait(false);
            rendered.Add(KeyValuePair.Create(application.Name, rendered.Count == 0 ? WithBeside(package, planned) : planned));
        }

        var reasons = rendered.SelectMany(item => item.Value.LeftOut).Select(source => $"{source.Name}: {source.Reason}").ToArray();
        return reasons.Length == 0 ? rendered : throw DirectFailures.Unsupported(package.Name, reasons);
    }

    // What stands beside the Applications goes with the first one. A project means nothing where there is no Argo CD.
    private static PlannedPackage WithBeside(Package package, PlannedPackage planned) => planned with
    {
        Manifests =
        [
            .. package.Manifests.Where(item => item.Manifest.GroupVersionKind != Project).Select(item => new PlannedManifest(item.Manifest, item.Span.ToString())),
            .. planned.Manifests,
        ],
    };
}
