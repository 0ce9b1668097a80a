using IdpBuilder.Errors;
using IdpBuilder.Planning;
using IdpBuilder.Reporting;

namespace IdpBuilder.Execution;

/// <summary>Runs an installation plan: the steps of a package one after the other, packages side by side, needed ones first.</summary>
/// <param name="context">What the steps work with.</param>
public sealed class PlanRunner(InstallContext context)
{
    /// <summary>Runs the plan. A package that fails keeps those that need it from being installed, and no other.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="ended">Called as each package ends, with its failure or null; never twice at once for one package.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task RunAsync(InstallPlan plan, Func<Package, IdpException?, Task> ended, CancellationToken stop)
    {
        var runs = new Dictionary<string, Task<IdpException?>>(StringComparer.Ordinal);
        foreach (var installation in plan.Packages)
        {
            // The plan names needed packages first, so their runs are already here.
            var needed = installation.Package.DependsOn.Where(runs.ContainsKey).ToDictionary(name => name, name => runs[name], StringComparer.Ordinal);
            runs[installation.Package.Name] = RunAsync(installation, needed, ended, stop);
        }

        await Task.WhenAll(runs.Values).ConfigureAwait(false);
    }

    private async Task<IdpException?> RunAsync(
        PackageInstallation installation,
        IReadOnlyDictionary<string, Task<IdpException?>> needed,
        Func<Package, IdpException?, Task> ended,
        CancellationToken stop)
    {
        var package = installation.Package;
        IdpException? failure = null;
        foreach (var (name, run) in needed)
        {
            if (await run.ConfigureAwait(false) is { } cause)
            {
                failure = InstallFailures.DependencyNotInstalled(package, name, cause);
            }
        }

        failure ??= await RunStepsAsync(installation, stop).ConfigureAwait(false);
        await ended(package, failure).ConfigureAwait(false);
        return failure;
    }

    private async Task<IdpException?> RunStepsAsync(PackageInstallation installation, CancellationToken stop)
    {
        var activity = $"Installing '{installation.Package.Name}'";
        var end = new ProgressReport(activity, "failed", Completed: true);
        try
        {
            for (var index = 0; index < installation.Steps.Count; index++)
            {
                var step = installation.Steps[index];
                context.Reporter.Progress(new ProgressReport(activity, step.Description, index * 100 / installation.Steps.Count));
                await step.RunAsync(context, stop).ConfigureAwait(false);
            }

            end = end with { Status = "done", Percent = 100 };
            return null;
        }
        catch (IdpException failure)
        {
            return failure;
        }
        finally
        {
            context.Reporter.Progress(end);
        }
    }
}
