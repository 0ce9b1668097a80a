using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Jobs;

/// <summary>Starts Jobs on schedule. A schedule waits for the cluster's time; it never moves it on, or time would race through the years.</summary>
internal sealed class CronJobActor : IActor
{
    private const string ScheduledAnnotation = "batch.kubernetes.io/cronjob-scheduled-timestamp";

    /// <inheritdoc/>
    public string Name => "cronjob-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches => [ActorWatch.On(WorkloadKinds.CronJob), ActorWatch.OnOwned(WorkloadKinds.Job, "batch", "CronJob")];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } cron)
        {
            return Reconciliation.Done;
        }

        var now = context.Clock.GetUtcNow();
        var jobs = context.Cache.ListOwned("batch", "Job", cron.Uid);
        var status = StatusUpdate.Begin(cron);
        if (ScheduleOf(cron) is not { } schedule)
        {
            context.Events.Record(cron, true, "UnparseableSchedule", $"unparseable schedule: {NodePath.Text(cron.Spec, "schedule")}");
            return Reconciliation.Done;
        }

        var since = ClusterTime.Read(NodePath.Text(status, "lastScheduleTime")) ?? ClusterTime.Read(NodePath.Text(cron.Metadata, "creationTimestamp")) ?? now;
        if (!IsSuspended(cron) && LatestDue(schedule, since, now) is { } due && !IsTooLate(cron, due, now))
        {
            var active = jobs.Where(IsActive).ToList();
            if (await MayRunAsync(cron, active, context, stop).ConfigureAwait(false))
            {
                await context.Api.CreateAsync(NewJob(cron, due), WriteOptions.Default, stop).ConfigureAwait(false);
                context.Events.Record(cron, false, "SuccessfulCreate", $"Created job {NameOf(cron, due)}");
                status["lastScheduleTime"] = ClusterTime.Text(due);
                jobs = context.Cache.ListOwned("batch", "Job", cron.Uid);
            }
        }

        WriteJobs(status, jobs);
        await StatusUpdate.WriteAsync(context, cron, status, stop).ConfigureAwait(false);
        await PruneAsync(cron, jobs, context, stop).ConfigureAwait(false);
        return !IsSuspended(cron) && schedule.After(now) is { } next ? Reconciliation.WhenDue(next - now) : Reconciliation.Done;
    }

    private static CronSchedule? ScheduleOf(Manifest cron)
    {
        var name = NodePath.Text(cron.Spec, "timeZone");
        if (name.Length == 0 || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            zone = TimeZoneInfo.Utc;
        }

        return CronSchedule.Parse(NodePath.Text(cron.Spec, "schedule"), zone);
    }

    private static bool IsSuspended(Manifest cron) => cron.Spec?["suspend"] is JsonValue value && value.TryGetValue(out bool suspended) && suspended;

    private static bool IsActive(Manifest job) => !Conditions.IsTrue(job.Status, "Complete") && !Conditions.IsTrue(job.Status, "Failed");

    // Of the runs that were missed, only the last one is made up for. Time jumps by days at most, so the loop is short.
    private static DateTimeOffset? LatestDue(CronSchedule schedule, DateTimeOffset since, DateTimeOffset now)
    {
        DateTimeOffset? latest = null;
        for (var next = schedule.After(since); next is { } time && time <= now; next = schedule.After(time))
        {
            latest = time;
        }

        return latest;
    }

    private static bool IsTooLate(Manifest cron, DateTimeOffset due, DateTimeOffset now) =>
        NodePath.Whole(cron.Spec?["startingDeadlineSeconds"]) is { } seconds && due.AddSeconds(seconds) < now;

    private static async Task<bool> MayRunAsync(Manifest cron, List<Manifest> active, ActorContext context, CancellationToken stop)
    {
        switch (NodePath.Text(cron.Spec, "concurrencyPolicy"))
        {
            case "Forbid" when active.Count > 0:
                context.Events.Record(cron, false, "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid");
                return false;
            case "Replace":
                foreach (var job in active)
                {
                    await context.Api.DeleteAsync(ResourceReference.To(job), DeletionOptions.Default, stop).ConfigureAwait(false);
                }

                return true;
            default:
                return true;
        }
    }

    private static string NameOf(Manifest cron, DateTimeOffset due) =>
        string.Create(CultureInfo.InvariantCulture, $"{cron.Name}-{due.ToUnixTimeSeconds() / 60}");

    private static Manifest NewJob(Manifest cron, DateTimeOffset due)
    {
        var template = cron.Spec?["jobTemplate"] as JsonObject ?? [];
        var job = PodTemplate.Pod(cron, template, NameOf(cron, due));
        job["apiVersion"] = "batch/v1";
        job["kind"] = "Job";
        PodTemplate.Annotate(job, ScheduledAnnotation, ClusterTime.Text(due));
        return new Manifest(job);
    }

    private static void WriteJobs(JsonObject status, IReadOnlyList<Manifest> jobs)
    {
        var active = jobs.Where(IsActive).Select(job => (JsonNode)new JsonObject
        {
            ["kind"] = "Job",
            ["namespace"] = job.Namespace,
            ["name"] = job.Name,
            ["uid"] = job.Uid,
            ["apiVersion"] = job.ApiVersion,
        }).ToArray();
        status.Remove("active");
        if (active.Length > 0)
        {
            status["active"] = new JsonArray(active);
        }

        if (jobs.Select(job => NodePath.Text(job.Status, "completionTime")).Where(time => time.Length > 0).Max(StringComparer.Ordinal) is { } last)
        {
            status["lastSuccessfulTime"] = last;
        }
    }

    private static async Task PruneAsync(Manifest cron, IReadOnlyList<Manifest> jobs, ActorContext context, CancellationToken stop)
    {
        foreach (var (condition, field, standard) in new[] { ("Complete", "successfulJobsHistoryLimit", 3L), ("Failed", "failedJobsHistoryLimit", 1L) })
        {
            var kept = (int)Math.Min(int.MaxValue, NodePath.Whole(cron.Spec?[field]) ?? standard);
            var done = jobs.Where(job => Conditions.IsTrue(job.Status, condition)).OrderByDescending(job => NodePath.Text(job.Status, "startTime"), StringComparer.Ordinal);
            foreach (var job in done.Skip(kept))
            {
                await context.Api.DeleteAsync(ResourceReference.To(job), DeletionOptions.Default, stop).ConfigureAwait(false);
            }
        }
    }
}
