using IdpBuilder.Errors;

namespace IdpBuilder.Sync;

/// <summary>One step of an operation, from top to bottom in the order of Argo CD's own.</summary>
internal sealed class SyncStep
{
    private readonly SyncRequest _request;
    private readonly ISyncCluster _cluster;
    private readonly TaskHealth _health;
    private readonly SyncJournal _journal;
    private readonly SyncRunner _runner;
    private readonly CancellationToken _stop;
    private AppliedWave? _applied;

    public SyncStep(SyncRequest request, ISyncCluster cluster, TaskHealth health, SyncJournal journal, CancellationToken stop)
    {
        _request = request;
        _cluster = cluster;
        _health = health;
        _journal = journal;
        _runner = new SyncRunner(request, cluster, journal, stop);
        _stop = stop;
    }

    public async Task<SyncOutcome> RunAsync()
    {
        var (tasks, valid) = await BuildAsync().ConfigureAwait(false);
        if (!valid)
        {
            return End(OperationPhase.Failed, SyncMessages.NotValid(_journal.Results));
        }

        if (_journal.IsEmpty && await PrepareAsync(tasks).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        _health.Update(tasks, _journal);
        if (await AwaitRunningAsync(tasks).ConfigureAwait(false) is { } waiting)
        {
            return waiting;
        }

        var leaving = tasks.Where(task => task.IsPruned && task.Live?.DeletionTimestamp is { Length: > 0 }).ToArray();
        if (leaving.Length > 0)
        {
            return Wait(leaving, forDeletion: true);
        }

        await ReleaseCompletedHooksAsync(tasks).ConfigureAwait(false);
        return await ContinueAsync(tasks).ConfigureAwait(false);
    }

    public async Task<SyncOutcome> TerminateAsync()
    {
        var (tasks, _) = await BuildAsync().ConfigureAwait(false);
        await ReleaseCompletedHooksAsync(tasks).ConfigureAwait(false);
        var termination = new HookTermination(_cluster, _health, _journal, _runner, _stop);
        return await termination.RunAsync(tasks).ConfigureAwait(false)
            ? End(OperationPhase.Failed, "Operation terminated")
            : End(OperationPhase.Error, "Operation termination had errors");
    }

    private Task<(IReadOnlyList<SyncTask> Tasks, bool Valid)> BuildAsync() =>
        new SyncTaskBuilder(_request, _cluster, _journal).BuildAsync(_stop);

    /// <summary>
    /// Once per operation: creates the destination namespace, without which nothing in it would be valid, then tries every
    /// manifest without writing it.
    /// </summary>
    private async Task<SyncOutcome?> PrepareAsync(IReadOnlyList<SyncTask> tasks)
    {
        var rehearsed = tasks;
        var creation = tasks.FirstOrDefault(task =>
            task is { Live: null, Target: not null, Type: { Group: "", Kind: "Namespace" } } && task.Name == _request.Namespace);
        if (creation is not null)
        {
            if (await _runner.RunAsync([creation], dryRun: false).ConfigureAwait(false) == WaveState.Failed)
            {
                return End(
                    OperationPhase.Failed, SyncMessages.WithReasons("the namespace failed to apply", [creation]));
            }

            rehearsed = tasks.Where(task => task != creation).ToArray();
        }

        return await _runner.RunAsync(WithoutUnmodified(rehearsed), dryRun: true).ConfigureAwait(false) == WaveState.Failed
            ? End(OperationPhase.Failed, "one or more objects failed to apply (dry run)")
            : null;
    }

    /// <summary>Waits for hooks always, for the health of other objects only where a later wave builds on it.</summary>
    private async Task<SyncOutcome?> AwaitRunningAsync(IReadOnlyList<SyncTask> tasks)
    {
        var severalSteps = tasks.Count > 0 && (tasks[0].Phase != tasks[^1].Phase || tasks[0].Wave != tasks[^1].Wave);
        var running = tasks.Where(task => (severalSteps || task.IsHook) && task.IsRunning).ToArray();
        if (running.Length == 0)
        {
            return null;
        }

        foreach (var task in running.Where(task => task.Live is null))
        {
            await LookForAsync(task).ConfigureAwait(false);
        }

        return Wait(running);
    }

    /// <summary>An object that somebody deleted would be waited for without end.</summary>
    private async Task LookForAsync(SyncTask task)
    {
        try
        {
            if (await _cluster.GetAsync(task.Reference, _stop).ConfigureAwait(false) is null)
            {
                _journal.Record(
                    task, SyncResultCode.SyncFailed, OperationPhase.Error,
                    $"Resource {task} is missing, it might have been deleted");
            }
        }
        catch (IdpException failure)
        {
            _journal.Record(task, task.Code, OperationPhase.Error, $"Failed to get live resource {failure.Message}");
        }
    }

    private async Task ReleaseCompletedHooksAsync(IReadOnlyList<SyncTask> tasks)
    {
        foreach (var task in tasks.Where(task => task is { IsHook: true, IsCompleted: true }))
        {
            try
            {
                await _runner.ReleaseAsync(task).ConfigureAwait(false);
            }
            catch (IdpException failure)
            {
                _journal.Record(
                    task, task.Code, OperationPhase.Error, $"Failed to remove hook finalizer: {failure.Message}");
            }
        }
    }

    private async Task<SyncOutcome> ContinueAsync(IReadOnlyList<SyncTask> all)
    {
        var settled = all.Where(task => task is { IsHook: true, IsRunning: false }).ToArray();
        var onSuccess = settled.Where(task => task.DeletesOnSuccess).ToArray();
        var onFailure = settled.Where(task => task.DeletesOnFailure).ToArray();
        var remedies = all.Where(task => task.Phase == SyncPhase.SyncFail).ToArray();
        var tasks = all.Where(task => task.Phase != SyncPhase.SyncFail).ToArray();
        if (Array.Exists(tasks, task => task is { IsCompleted: true, IsSuccessful: false }))
        {
            await _runner.DeleteHooksAsync(onFailure).ConfigureAwait(false);
            return (await FailAsync(remedies, tasks, "one or more synchronization tasks completed unsuccessfully")
                .ConfigureAwait(false)).Outcome;
        }

        var pending = WithoutUnmodified(tasks.Where(task => task.IsPending).ToArray());
        if (pending.Count == 0)
        {
            await _runner.DeleteHooksAsync(onSuccess).ConfigureAwait(false);
            return End(OperationPhase.Succeeded, "successfully synced (no more tasks)");
        }

        return await RunNextWaveAsync(pending, remedies, onSuccess, onFailure).ConfigureAwait(false);
    }

    private async Task<SyncOutcome> RunNextWaveAsync(
        IReadOnlyList<SyncTask> pending, SyncTask[] remedies, SyncTask[] onSuccess, SyncTask[] onFailure)
    {
        var (phase, number) = (pending[0].Phase, pending[0].Wave);
        var wave = pending.Where(task => task.Phase == phase && task.Wave == number).ToArray();
        var state = await _runner.RunAsync(wave, dryRun: false).ConfigureAwait(false);
        if (state == WaveState.Failed)
        {
            return await FailWaveAsync(wave, remedies, onFailure).ConfigureAwait(false);
        }

        _applied = new AppliedWave(phase, number, pending[^1].Phase == phase && pending[^1].Wave == number);
        if (state == WaveState.Pending)
        {
            return Wait(wave.Where(task => task.DeletesBeforeCreation || task is { IsPrune: true, IsPending: true }), forDeletion: true);
        }

        if (wave.Length < pending.Count || Array.Exists(wave, task => task.IsHook))
        {
            return Wait(wave);
        }

        await _runner.DeleteHooksAsync(onSuccess).ConfigureAwait(false);
        return End(OperationPhase.Succeeded, "successfully synced (all tasks run)");
    }

    /// <summary>What runs already may come to its end; the SyncFail hooks start at once.</summary>
    private async Task<SyncOutcome> FailWaveAsync(SyncTask[] wave, SyncTask[] remedies, SyncTask[] onFailure)
    {
        const string Message = "one or more objects failed to apply";
        var running = wave.Where(task => task.IsRunning).ToArray();
        if (running.Length == 0)
        {
            var (outcome, ended) = await FailAsync(remedies, wave, Message).ConfigureAwait(false);
            if (ended)
            {
                await _runner.DeleteHooksAsync(onFailure).ConfigureAwait(false);
                return outcome with { Results = _journal.Results };
            }

            return outcome;
        }

        if (remedies.Length > 0 && !(await FailAsync(remedies, wave, Message).ConfigureAwait(false)).Ended)
        {
            running = [.. running, .. remedies];
        }

        return Wait(running);
    }

    /// <summary>Fails the operation, after its SyncFail hooks have run.</summary>
    private async Task<(SyncOutcome Outcome, bool Ended)> FailAsync(
        SyncTask[] remedies, IEnumerable<SyncTask> tasks, string message)
    {
        message = SyncMessages.WithReasons(message, tasks.Where(task => task.Code == SyncResultCode.SyncFailed));
        if (Array.TrueForAll(remedies, task => task.IsCompleted))
        {
            var failed = Array.FindAll(remedies, task => task.Code == SyncResultCode.SyncFailed);
            return (End(OperationPhase.Failed, failed.Length == 0
                ? message
                : $"{message}\n{SyncMessages.WithReasons("one or more SyncFail hooks failed", failed)}"), true);
        }

        var waiting = Array.FindAll(remedies, task => task.IsPending);
        await _runner.RunAsync(waiting, dryRun: false).ConfigureAwait(false);
        return (Wait(waiting), false);
    }

    private IReadOnlyList<SyncTask> WithoutUnmodified(IReadOnlyList<SyncTask> tasks) =>
        _request.Options.ApplyOutOfSyncOnly
            ? tasks.Where(task => task.IsHook || task.Modified || task.Target is null || task.Live is null).ToArray()
            : tasks;

    private SyncOutcome Wait(IEnumerable<SyncTask> tasks, bool forDeletion = false) =>
        End(OperationPhase.Running, SyncMessages.Waiting(tasks.ToArray(), forDeletion, _request.Options));

    private SyncOutcome End(OperationPhase phase, string message) => new(phase, message, _journal.Results, _applied);
}
