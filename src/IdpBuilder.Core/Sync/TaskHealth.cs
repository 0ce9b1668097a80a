using IdpBuilder.Health;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Reads from the health of live objects how far their tasks have come.</summary>
internal sealed class TaskHealth(Func<Manifest, HealthVerdict?> assess)
{
    /// <summary>Brings the results of running tasks up to date.</summary>
    public void Update(IEnumerable<SyncTask> tasks, SyncJournal journal)
    {
        foreach (var task in tasks)
        {
            if (!task.IsRunning || task.Live is null)
            {
                continue;
            }

            if (task.IsHook)
            {
                var (state, message) = HookState(task.Live);
                journal.Record(task, task.Code, state, message);
            }
            else
            {
                UpdateResource(task, task.Live, journal);
            }
        }
    }

    /// <summary>The state of a hook: a kind without a health rule is done as soon as it exists.</summary>
    public (OperationPhase State, string Message) HookState(Manifest live) => assess(live) switch
    {
        { Status: HealthStatus.Unknown or HealthStatus.Degraded } bad => (OperationPhase.Failed, bad.Message),
        { Status: HealthStatus.Progressing or HealthStatus.Suspended } underWay => (OperationPhase.Running, underWay.Message),
        { Status: HealthStatus.Healthy } good => (OperationPhase.Succeeded, good.Message),
        _ => (OperationPhase.Succeeded, $"{live.Name} created"),
    };

    private void UpdateResource(SyncTask task, Manifest live, SyncJournal journal)
    {
        switch (assess(live))
        {
            case null:
                journal.Record(task, task.Code, OperationPhase.Succeeded, task.Message);
                break;
            case { Status: HealthStatus.Healthy } good:
                journal.Record(task, task.Code, OperationPhase.Succeeded, good.Message);
                break;
            case { Status: HealthStatus.Degraded } bad:
                journal.Record(task, task.Code, OperationPhase.Failed, bad.Message);
                break;
        }
    }
}
