using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;
using IdpBuilder.Reporting;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages;

/// <summary>Waits for a package: for its Applications, then for what it calls ready itself; a failure comes with its whole chain of causes.</summary>
public static class PackageWait
{
    /// <summary>Waits until a package is ready or cannot become it any more.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="package">The package's name.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="clock">Measures the time.</param>
    /// <param name="reporter">Is told what is seen.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static async Task<WaitOutcome> ForAsync(
        IKubernetesApi api, string package, TimeSpan timeout, TimeProvider clock, IRunReporter reporter, CancellationToken stop)
    {
        var start = clock.GetTimestamp();
        var selectors = await InstalledPackage.SelectorsForAsync(api, package, stop).ConfigureAwait(false);
        var outcome = await Wait.ForAsync(
            api, selectors, new PackageReadiness(package), timeout, clock, reporter, stop).ConfigureAwait(false);
        var installed = InstalledPackage.Find(package, outcome.Objects.All);
        if (!outcome.Succeeded)
        {
            return outcome with { Verdict = await PackageCauses.ExplainAsync(api, installed, outcome.Verdict, clock, stop).ConfigureAwait(false) };
        }

        var wanted = installed.Owned.SelectMany(ReadyObjects.Of).Distinct().ToArray();
        if (wanted.Length == 0)
        {
            return outcome;
        }

        var condition = new ReadyObjectCondition(package, wanted);
        var left = timeout == Timeout.InfiniteTimeSpan ? timeout : Max(timeout - clock.GetElapsedTime(start));
        var second = await Wait.ForAsync(api, condition.Selectors, condition, left, clock, reporter, stop).ConfigureAwait(false);
        return second with { Elapsed = clock.GetElapsedTime(start) };
    }

    private static TimeSpan Max(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
