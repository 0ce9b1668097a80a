using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Jobs;

/// <summary>Runs Jobs to completion, or to failure.</summary>
internal sealed class JobActor : IActor
{
    /// <inheritdoc/>
    public string Name => "job-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches => [ActorWatch.On(WorkloadKinds.Job), ActorWatch.OnOwned(WorkloadKinds.Pod, "batch", "Job")];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } job)
        {
            return Reconciliation.Done;
        }

        if (FinishedAt(job) is { } finished)
        {
            return await ExpireAsync(job, finished, context, stop).ConfigureAwait(false);
        }

        var run = new JobRun(new JobView(job, context.Cache.ListOwned(string.Empty, "Pod", job.Uid)), context);
        return await run.AdvanceAsync(stop).ConfigureAwait(false);
    }

    private static DateTimeOffset? FinishedAt(Manifest job) => new[] { "Complete", "Failed" }
        .Where(type => Conditions.IsTrue(job.Status, type))
        .Select(type => ClusterTime.Read(NodePath.Text(Conditions.Find(job.Status, type), "lastTransitionTime")))
        .FirstOrDefault(time => time is not null);

    // Cleaning up is no reason to move time on: whoever looks at the Job next would never see it.
    private static async Task<Reconciliation> ExpireAsync(Manifest job, DateTimeOffset finished, ActorContext context, CancellationToken stop)
    {
        if (NodePath.Whole(job.Spec?["ttlSecondsAfterFinished"]) is not { } seconds)
        {
            return Reconciliation.Done;
        }

        var left = finished.AddSeconds(seconds) - context.Clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            return Reconciliation.WhenDue(left);
        }

        await context.Api.DeleteAsync(ResourceReference.To(job), new DeletionOptions(DeletionPropagation.Foreground, Uid: job.Uid), stop).ConfigureAwait(false);
        return Reconciliation.Done;
    }
}
