using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution.Steps;

/// <summary>Applies an object that stands beside a package's Applications, such as an AppProject. One that was there before stays whose it was.</summary>
/// <param name="package">The package.</param>
/// <param name="item">The object.</param>
internal sealed class ApplyManifest(Package package, PackageManifest item) : IInstallStep
{
    public string Description => $"Apply {item.Manifest}";

    public async Task RunAsync(InstallContext context, CancellationToken stop)
    {
        var there = await context.Connection.Api.GetAsync(ResourceReference.To(item.Manifest), stop).ConfigureAwait(false);
        var manifest = Marked(there);
        await context.Connection.Api.ApplyAsync(manifest, new WriteOptions(Force: true), stop).ConfigureAwait(false);
        context.Reporter.Verbose($"Applied {manifest}.");
    }

    /// <summary>The object as it is applied.</summary>
    /// <param name="there">What is in the cluster; null when there is none.</param>
    internal Manifest Marked(Manifest? there)
    {
        var manifest = item.Manifest.Clone();

        // Only what the package makes is its own, and goes with it. Applying without another package's label would take that away.
        if ((there is null ? package.Name : there.Label(PackageLabels.Owner)) is { } owner)
        {
            ObjectMarks.Label(manifest, PackageLabels.Owner, owner);
        }

        return manifest;
    }
}
