using IdpBuilder.Direct;
using IdpBuilder.Planning;

namespace IdpBuilder.Execution.Steps;

/// <summary>Applies a package's manifests from this machine, in Argo CD's order, and removes what it no longer contains.</summary>
/// <param name="package">The package.</param>
/// <param name="rendered">Its Applications, rendered, in their order.</param>
internal sealed class ApplyDirectly(Package package, IReadOnlyList<KeyValuePair<string, PlannedPackage>> rendered) : IInstallStep
{
    public string Description => $"Apply {rendered.Sum(item => item.Value.Manifests.Count)} objects of '{package.Name}' in order, without Argo CD";

    public async Task RunAsync(InstallContext context, CancellationToken stop) =>
        context.Left[package.Name] = await new DirectPackages(context).ApplyAsync(package, rendered, stop).ConfigureAwait(false);
}
