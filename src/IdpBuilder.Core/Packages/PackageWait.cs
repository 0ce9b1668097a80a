using IdpBuilder.Direct;
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
        var deadline = Deadline.After(timeout, clock);
        if (await DirectRecords.FindAsync(api, package, stop).ConfigureAwait(false) is { } record
            && (await InstalledPackage.ReadAsync(api, package, stop).ConfigureAwait(false)).Owned.Count == 0)
        {
            var applied = await DirectStatuses.WaitAsync(api, record, deadline, reporter, stop).ConfigureAwait(false);
            return applied.Succeeded ? await ThenReadyAsync(api, package, record.Ready, applied, deadline, reporter, stop).ConfigureAwait(false) : applied;
        }

        var outcome = await ApplicationsAsync(api, package, deadline, reporter, stop).ConfigureAwait(false);
        var installed = InstalledPackage.Find(package, outcome.Objects.All);
        if (!outcome.Succeeded)
        {
            return outcome with { Verdict = await PackageCauses.ExplainAsync(api, installed, outcome.Verdict, clock, stop).ConfigureAwait(false) };
        }

        var wanted = installed.Owned.SelectMany(ReadyObjects.Of).Distinct().ToArray();
        return await ThenReadyAsync(api, package, wanted, outcome, deadline, reporter, stop).ConfigureAwait(false);
    }

    // What a set has generated may be seen after the set says that it is there.
    private static async Task<WaitOutcome> ApplicationsAsync(
        IKubernetesApi api, string package, Deadline deadline, IRunReporter reporter, CancellationToken stop)
    {
        var condition = new PackageReadiness(package);
        var outcome = await Wait.ForAsync(api, SelectorsAsync, condition, deadline, reporter, stop).ConfigureAwait(false);
        return outcome.Succeeded && InstalledPackage.Find(package, outcome.Objects.All).Sets.Any()
            ? await Wait.ConfirmedAsync(api, SelectorsAsync, condition, deadline, reporter, stop).ConfigureAwait(false)
            : outcome;

        Task<IReadOnlyList<ResourceSelector>> SelectorsAsync(CancellationToken ending) => InstalledPackage.SelectorsForAsync(api, package, ending);
    }

    // What the package calls ready itself is looked at when everything else is as it should be.
    private static async Task<WaitOutcome> ThenReadyAsync(
        IKubernetesApi api, string package, IReadOnlyList<ReadyObject> wanted, WaitOutcome outcome, Deadline deadline, IRunReporter reporter, CancellationToken stop)
    {
        if (wanted.Count == 0)
        {
            return outcome;
        }

        var second = await AwaitReadyObjectsAsync(api, package, wanted, deadline, reporter, stop).ConfigureAwait(false);
        return second with { Elapsed = deadline.Elapsed };
    }

    private static async Task<WaitOutcome> AwaitReadyObjectsAsync(
        IKubernetesApi api, string package, IReadOnlyList<ReadyObject> wanted, Deadline deadline, IRunReporter reporter, CancellationToken stop)
    {
        var types = new TypesServed(package, wanted);
        var served = await Wait.ForAsync(api, ending => types.SelectorsAsync(api, ending), types, deadline, reporter, stop).ConfigureAwait(false);
        if (!served.Succeeded)
        {
            return served;
        }

        var condition = new ReadyObjectCondition(package, wanted);
        var outcome = await Wait.ForAsync(api, _ => Task.FromResult(condition.Selectors), condition, deadline, reporter, stop).ConfigureAwait(false);
        return outcome.Succeeded
            ? outcome
            : outcome with { Verdict = await PackageCauses.ExplainAsync(api, condition.Degraded(outcome.Objects), outcome.Verdict, deadline.Clock, stop).ConfigureAwait(false) };
    }
}
