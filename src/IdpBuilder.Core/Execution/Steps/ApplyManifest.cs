using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution.Steps;

/// <summary>Applies an object that stands beside a package's Applications, such as an AppProject.</summary>
/// <param name="package">The package.</param>
/// <param name="item">The object.</param>
internal sealed class ApplyManifest(Package package, PackageManifest item) : IInstallStep
{
    public string Description => $"Apply {item.Manifest}";

    public async Task RunAsync(InstallContext context, CancellationToken stop)
    {
        var manifest = Marked();
        await context.Connection.Api.ApplyAsync(manifest, new WriteOptions(Force: true), stop).ConfigureAwait(false);
        context.Reporter.Verbose($"Applied {manifest}.");
    }

    /// <summary>The object as it is applied.</summary>
    internal Manifest Marked()
    {
        var manifest = item.Manifest.Clone();
        ObjectMarks.Label(manifest, PackageLabels.Owner, package.Name);
        return manifest;
    }
}
