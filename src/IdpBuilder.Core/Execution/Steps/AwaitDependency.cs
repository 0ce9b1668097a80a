using IdpBuilder.Errors;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution.Steps;

/// <summary>Waits until a package that this one needs is ready.</summary>
/// <param name="package">The package that needs it.</param>
/// <param name="needed">The name of the needed one.</param>
internal sealed class AwaitDependency(Package package, string needed) : IInstallStep
{
    public string Description => $"Wait until '{needed}', which '{package.Name}' depends on, is ready";

    public async Task RunAsync(InstallContext context, CancellationToken stop)
    {
        var outcome = await PackageWait.ForAsync(
            context.Connection.Api, needed, context.DependencyTimeout, context.Clock, context.Reporter, stop).ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            throw InstallFailures.DependencyFailed(package, needed, outcome.Verdict);
        }
    }
}
