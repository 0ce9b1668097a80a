using IdpBuilder.Errors;

namespace IdpBuilder.Sync;

/// <summary>Carries out the tasks of one wave: prunings, then deletions of old hooks, then writes, kind after kind.</summary>
internal sealed class SyncRunner(SyncRequest request, ISyncCluster cluster, SyncJournal journal, CancellationToken stop)
{
    /// <summary>Enough to hide latency without flooding an API server.</summary>
    private const int Parallelism = 8;

    private readonly SyncWriter _writer = new(request, cluster);

    /// <summary>Runs tasks; a dry run reports failures only, unless the whole operation is one.</summary>
    public async Task<WaveState> RunAsync(IReadOnlyList<SyncTask> tasks, bool dryRun)
    {
        dryRun |= request.Options.DryRun;
        var state = dryRun ? WaveState.Successful : await ReleaseOldHooksAsync(tasks).ConfigureAwait(false);
        if (state == WaveState.Successful)
        {
            state = await PruneAsync(tasks.Where(task => task.IsPrune).ToArray(), dryRun).ConfigureAwait(false);
        }

        var writes = tasks.Where(task => !task.IsPrune).ToArray();
        if (state == WaveState.Successful && !dryRun)
        {
            state = await DeleteOldHooksAsync(writes).ConfigureAwait(false);
        }

        return state == WaveState.Successful ? await WriteAsync(writes, dryRun).ConfigureAwait(false) : state;
    }

    /// <summary>Takes the finalizer from a hook's object; an object without it is left alone.</summary>
    public Task ReleaseAsync(SyncTask task) =>
        task.Live is { } live && HookFinalizer.IsOn(live)
            ? cluster.RemoveFinalizerAsync(live, ArgoAnnotations.HookFinalizer, stop)
            : Task.CompletedTask;

    /// <summary>Deletes the objects of hooks; failures are noted and do not stop the others.</summary>
    public async Task DeleteHooksAsync(IEnumerable<SyncTask> hooks)
    {
        foreach (var task in hooks)
        {
            try
            {
                await DeleteAsync(task).ConfigureAwait(false);
            }
            catch (IdpException failure)
            {
                journal.Record(task, task.Code, OperationPhase.Error, $"failed to delete resource: {failure.Message}");
            }
        }
    }

    /// <summary>Deletes a task's object; false when there was none.</summary>
    public Task<bool> DeleteAsync(SyncTask task) => cluster.DeleteAsync(task.Reference, request.Options.Propagation, stop);

    private async Task<WaveState> ReleaseOldHooksAsync(IReadOnlyList<SyncTask> tasks)
    {
        var state = WaveState.Successful;
        foreach (var task in tasks.Where(task => task.IsHook && task.IsPending && task.Live is not null))
        {
            try
            {
                await ReleaseAsync(task).ConfigureAwait(false);
            }
            catch (IdpException failure)
            {
                state = WaveState.Failed;
                journal.Record(task, task.Code, OperationPhase.Error, $"failed to remove hook finalizer: {failure.Message}");
            }
        }

        return state;
    }

    private async Task<WaveState> PruneAsync(SyncTask[] tasks, bool dryRun)
    {
        var options = request.Options;
        if (!options.PruneConfirmed
            && Array.Exists(tasks, task => ResourceSyncOptions.NeedsPruneConfirmation(task.Live, options)))
        {
            return WaveState.Pending;
        }

        var results = await InParallelAsync(tasks, task => _writer.PruneAsync(task, dryRun, stop)).ConfigureAwait(false);
        return Record(tasks, results, dryRun);
    }

    private async Task<WaveState> DeleteOldHooksAsync(SyncTask[] tasks)
    {
        var state = WaveState.Successful;
        foreach (var task in tasks.Where(task => task.DeletesBeforeCreation))
        {
            try
            {
                if (await DeleteAsync(task).ConfigureAwait(false))
                {
                    state = Worse(state, WaveState.Pending);
                }
                else
                {
                    task.Live = null;
                }
            }
            catch (IdpException failure)
            {
                state = WaveState.Failed;
                journal.Record(task, task.Code, OperationPhase.Error, $"failed to delete resource: {failure.Message}");
            }
        }

        return state;
    }

    /// <summary>A failure stops neither the other tasks nor the kinds that follow.</summary>
    private async Task<WaveState> WriteAsync(SyncTask[] tasks, bool dryRun)
    {
        var state = WaveState.Successful;
        for (var start = 0; start < tasks.Length;)
        {
            var end = start + 1;
            while (end < tasks.Length && tasks[end].Type.Kind == tasks[start].Type.Kind)
            {
                end++;
            }

            var group = tasks[start..end].Where(task => !(dryRun && task.SkipDryRun)).ToArray();
            var results = await InParallelAsync(group, task => _writer.ApplyAsync(task, dryRun, stop)).ConfigureAwait(false);
            state = Worse(state, Record(group, results, dryRun));
            start = end;
        }

        return state;
    }

    /// <summary>The tasks run at the same time but report in their order, so that a run can be compared with its plan.</summary>
    private async Task<(SyncResultCode Code, string Message)[]> InParallelAsync(
        SyncTask[] tasks, Func<SyncTask, Task<(SyncResultCode Code, string Message)>> run)
    {
        var results = new (SyncResultCode, string)[tasks.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, tasks.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stop },
            async (index, _) => results[index] = await run(tasks[index]).ConfigureAwait(false)).ConfigureAwait(false);
        return results;
    }

    private WaveState Record(SyncTask[] tasks, (SyncResultCode Code, string Message)[] results, bool dryRun)
    {
        var state = WaveState.Successful;
        for (var index = 0; index < tasks.Length; index++)
        {
            var (code, message) = results[index];
            if (code == SyncResultCode.SyncFailed)
            {
                state = WaveState.Failed;
            }

            if (!dryRun || request.Options.DryRun || code == SyncResultCode.SyncFailed)
            {
                journal.Record(tasks[index], code, StateOf(code), message);
            }
        }

        return state;
    }

    /// <summary>An operation that is only a dry run creates nothing whose health could be awaited.</summary>
    private OperationPhase StateOf(SyncResultCode code) => code switch
    {
        SyncResultCode.Synced => request.Options.DryRun ? OperationPhase.Succeeded : OperationPhase.Running,
        SyncResultCode.SyncFailed => OperationPhase.Failed,
        _ => OperationPhase.Succeeded,
    };

    private static WaveState Worse(WaveState first, WaveState second) => first > second ? first : second;
}
