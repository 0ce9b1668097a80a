using IdpBuilder.Errors;

namespace IdpBuilder.Sync;

/// <summary>Decides how one object is written or pruned, and reports what the cluster answered.</summary>
internal sealed class SyncWriter(SyncRequest request, ISyncCluster cluster)
{
    public async Task<(SyncResultCode Code, string Message)> ApplyAsync(SyncTask task, bool dryRun, CancellationToken stop)
    {
        var write = Describe(task, dryRun);
        try
        {
            var message = await cluster.WriteAsync(write, stop).ConfigureAwait(false);
            if (!dryRun && CustomResourceDefinitions.IsDefinition(write.Target))
            {
                await AwaitEstablishedAsync(task.Name, stop).ConfigureAwait(false);
            }

            return (SyncResultCode.Synced, message);
        }
        catch (IdpException failure)
        {
            return (SyncResultCode.SyncFailed, failure.Message);
        }
    }

    // It was applied; what needs the type says by itself that it is not there yet.
    private async Task AwaitEstablishedAsync(string definition, CancellationToken stop)
    {
        try
        {
            await cluster.WaitForEstablishedAsync(definition, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException)
        {
        }
    }

    public async Task<(SyncResultCode Code, string Message)> PruneAsync(SyncTask task, bool dryRun, CancellationToken stop)
    {
        var live = task.Live!;
        if (!request.Options.Prune)
        {
            return (SyncResultCode.PruneSkipped, "ignored (requires pruning)");
        }

        if (ResourceSyncOptions.IsPruningDisabled(live, request.Options))
        {
            return (SyncResultCode.PruneSkipped, "ignored (no prune)");
        }

        if (dryRun)
        {
            return (SyncResultCode.Pruned, "pruned (dry run)");
        }

        try
        {
            // An object that is already going is not asked to go again: that would only make it change once more.
            if (live.DeletionTimestamp.Length == 0)
            {
                await cluster.DeleteAsync(task.Reference, request.Options.Propagation, stop).ConfigureAwait(false);
            }

            return (SyncResultCode.Pruned, "pruned");
        }
        catch (IdpException failure)
        {
            return (SyncResultCode.SyncFailed, failure.Message);
        }
    }

    private SyncWrite Describe(SyncTask task, bool dryRun)
    {
        var options = request.Options;
        var (target, live) = (task.Written, task.Live);
        var verb = VerbOf(task);
        var serverSide = verb == SyncVerb.Apply && ResourceSyncOptions.IsServerSide(target, options, dryRun);
        return new SyncWrite(
            verb,
            target,
            live,
            dryRun,
            ResourceSyncOptions.IsForced(target, live, options),
            ResourceSyncOptions.IsValidated(target, options),
            serverSide,
            serverSide ? options.MigrationManager : string.Empty);
    }

    private SyncVerb VerbOf(SyncTask task)
    {
        var target = task.Target!;
        if (!ResourceSyncOptions.IsReplaced(target, task.Live, request.Options))
        {
            return SyncVerb.Apply;
        }

        if (task.Live is null)
        {
            return SyncVerb.Create;
        }

        return target.Kind == "Namespace" || CustomResourceDefinitions.IsDefinition(target) ? SyncVerb.Update : SyncVerb.Replace;
    }
}
