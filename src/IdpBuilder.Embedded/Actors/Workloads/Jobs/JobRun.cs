using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Actors.Workloads.Jobs;

/// <summary>One look at a Job that has not ended.</summary>
internal sealed class JobRun(JobView view, ActorContext context)
{
    private readonly JsonObject _status = StatusUpdate.Begin(view.Job);
    private readonly DateTimeOffset _now = context.Clock.GetUtcNow();
    private readonly PodCrew _crew = new(view.Job, context);

    /// <summary>Brings the Job on.</summary>
    public async Task<Reconciliation> AdvanceAsync(CancellationToken stop)
    {
        var next = Reconciliation.Done;
        if (!view.IsSuspended)
        {
            Resume();
        }

        if (Failure() is { } failure)
        {
            await _crew.DeleteAsync(view.Active, stop).ConfigureAwait(false);
            Finish("FailureTarget", "Failed", failure.Reason, failure.Message, isWarning: true);
        }
        else if (view.IsComplete)
        {
            await _crew.DeleteAsync(view.Active, stop).ConfigureAwait(false);
            Finish("SuccessCriteriaMet", "Complete", "CompletionsReached", "Reached expected number of succeeded pods", isWarning: false);
            _status["completionTime"] = ClusterTime.Text(_now);
        }
        else if (view.IsSuspended)
        {
            await _crew.DeleteAsync(view.Active, stop).ConfigureAwait(false);
            Suspend();
        }
        else
        {
            next = await WorkAsync(stop).ConfigureAwait(false);
        }

        WriteCounts();
        await StatusUpdate.WriteAsync(context, view.Job, _status, stop).ConfigureAwait(false);
        return next;
    }

    private (string Reason, string Message)? Failure()
    {
        if (view.Failed.Select(view.Policy.FailsJob).FirstOrDefault(why => why is not null) is { } why)
        {
            return ("PodFailurePolicy", why);
        }

        return view.IsPastBackoff && !view.IsComplete ? ("BackoffLimitExceeded", "Job has reached the specified backoff limit")
            : UntilDeadline() <= TimeSpan.Zero ? ("DeadlineExceeded", "Job was active longer than specified deadline")
            : null;
    }

    private async Task<Reconciliation> WorkAsync(CancellationToken stop)
    {
        var waits = new List<TimeSpan>();
        if (UntilDeadline() is { } deadline)
        {
            waits.Add(deadline);
        }

        if (view.Lacking > 0 && view.BackOff(_now) is { } wait && wait > TimeSpan.Zero)
        {
            waits.Add(wait);
        }
        else if (view.Lacking > 0 && await _crew.CreateAsync(view.NewPods(), stop).ConfigureAwait(false) is not null)
        {
            return Reconciliation.WhenDue(TimeSpan.FromSeconds(30));
        }

        return waits.Count > 0 ? Reconciliation.After(waits.Min()) : Reconciliation.Done;
    }

    private TimeSpan? UntilDeadline() =>
        NodePath.Whole(view.Job.Spec?["activeDeadlineSeconds"]) is { } seconds && ClusterTime.Read(NodePath.Text(_status, "startTime")) is { } start
            ? start.AddSeconds(seconds) - _now
            : null;

    private void Finish(string target, string type, string reason, string message, bool isWarning)
    {
        Probe(Conditions.Set(_status, target, "True", reason, message, _now));
        Probe(Conditions.Set(_status, type, "True", reason, message, _now));
        context.Events.Record(view.Job, isWarning, isWarning ? reason : "Completed", isWarning ? message : "Job completed");
    }

    private void Suspend()
    {
        if (!Conditions.IsTrue(_status, "Suspended"))
        {
            Probe(Conditions.Set(_status, "Suspended", "True", "JobSuspended", "Job suspended", _now));
            context.Events.Record(view.Job, false, "Suspended", "Job suspended");
        }

        _status.Remove("startTime");
    }

    private void Resume()
    {
        if (Conditions.IsTrue(_status, "Suspended"))
        {
            Probe(Conditions.Set(_status, "Suspended", "False", "JobResumed", "Job resumed", _now));
            context.Events.Record(view.Job, false, "Resumed", "Job resumed");
        }

        _status["startTime"] ??= ClusterTime.Text(_now);
    }

    private void WriteCounts()
    {
        var isOver = Conditions.IsTrue(_status, "Complete") || Conditions.IsTrue(_status, "Failed") || view.IsSuspended;
        StatusUpdate.SetCount(_status, "active", isOver ? 0 : view.Active.Count);
        _status["ready"] = isOver ? 0 : view.Active.Count(PodStates.IsReady);
        _status["terminating"] = isOver ? 0 : view.Terminating;
        StatusUpdate.SetCount(_status, "succeeded", view.Succeeded);
        StatusUpdate.SetCount(_status, "failed", view.CountedFailures);
        _status["uncountedTerminatedPods"] = new JsonObject();
        if (view.IsIndexed && view.DoneIndexes.Count > 0)
        {
            _status["completedIndexes"] = IndexRanges.Text(view.DoneIndexes);
        }
    }

    private void Probe(JsonObject condition) => condition["lastProbeTime"] = ClusterTime.Text(_now);
}
