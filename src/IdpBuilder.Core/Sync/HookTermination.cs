using IdpBuilder.Errors;

namespace IdpBuilder.Sync;

/// <summary>Ends the running hooks of an operation that a user terminated.</summary>
internal sealed class HookTermination(
    ISyncCluster cluster, TaskHealth health, SyncJournal journal, SyncRunner runner, CancellationToken stop)
{
    /// <summary>Whether every running hook could be ended.</summary>
    public async Task<bool> RunAsync(IReadOnlyList<SyncTask> tasks)
    {
        var successful = true;
        foreach (var task in tasks.Where(task => task is { IsHook: true, IsRunning: true }))
        {
            successful &= await EndAsync(task).ConfigureAwait(false);
        }

        return successful;
    }

    private async Task<bool> EndAsync(SyncTask task)
    {
        var doing = "get live resource";
        try
        {
            task.Live ??= await cluster.GetAsync(task.Reference, stop).ConfigureAwait(false);
            if (task.Live is null)
            {
                journal.Record(task, task.Code, OperationPhase.Succeeded, "Terminated");
                return true;
            }

            var (state, message) = health.HookState(task.Live);
            doing = "remove hook finalizer";
            await runner.ReleaseAsync(task).ConfigureAwait(false);
            doing = "delete";
            if (state == OperationPhase.Running || task.DeletesOnFailure)
            {
                await runner.DeleteAsync(task).ConfigureAwait(false);
            }

            var completed = state.IsCompleted();
            journal.Record(
                task, task.Code, completed ? state : OperationPhase.Failed, completed ? message : "Terminated");
            return true;
        }
        catch (IdpException failure)
        {
            journal.Record(task, task.Code, doing == "delete" ? OperationPhase.Failed : OperationPhase.Error, $"Failed to {doing}: {failure.Message}");
            return false;
        }
    }
}
