using IdpBuilder.Execution;
using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>
/// Carries one Application's operation out from this machine: Argo CD's phases, waves, hooks and pruning, by the same engine. Each
/// step's results are stored before the next one, so that another run goes on where this one ended.
/// </summary>
/// <param name="context">What it works with.</param>
/// <param name="live">The objects of the package.</param>
/// <param name="record">The package's record; written by nobody else while the lease is held.</param>
/// <param name="targets">What is wanted; nothing for a removal.</param>
internal sealed class DirectSync(InstallContext context, LiveInventory live, DirectRecord record, DirectTargets targets)
{
    private readonly IKubernetesApi _api = context.Connection.Api;
    private readonly DirectHookStore _store = new(context.Connection.Api, record.Package);
    private readonly DirectOperation? _earlier = record.Of(targets.Application);
    private DirectRecord _record = record;
    private DirectOperation _operation = DirectOperation.Begin(record.Of(targets.Application), targets, context.Connection.Clock);
    private DirectRemoval? _removal;
    private DirectHooks? _hooks;

    /// <summary>What it waits for now.</summary>
    public string WaitsFor =>
        _hooks?.WaitsFor is { Length: > 0 } hooks ? hooks
        : _removal?.WaitsFor is { Length: > 0 } left ? left
        : _operation.Message.Length > 0 ? _operation.Message
        : "the first objects";

    /// <summary>Returns the record when the operation has ended, well or not.</summary>
    public async Task<DirectRecord> RunAsync(CancellationToken stop)
    {
        var cluster = new DirectSyncCluster(_api, live, context.Clock, context.Reporter);
        if (targets.IsRemoval)
        {
            await RemoveAsync(cluster, stop).ConfigureAwait(false);
        }
        else
        {
            await KeepHooksAsync(stop).ConfigureAwait(false);
            await SyncAsync(cluster, stop).ConfigureAwait(false);
        }

        return _record;
    }

    private async Task SyncAsync(DirectSyncCluster cluster, CancellationToken stop)
    {
        await SaveAsync(stop).ConfigureAwait(false);
        var engine = new SyncOperation(cluster, Assess);
        while (!await StepAsync(engine, stop).ConfigureAwait(false))
        {
        }
    }

    // Before anything is applied: what was begun is removed as the whole would be.
    private async Task KeepHooksAsync(CancellationToken stop)
    {
        if (targets.DeletionHooks.Count > 0 || _earlier?.Hooks.Count > 0)
        {
            await _store.WriteAsync(targets.Application, targets.DeletionHooks, stop).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(DirectSyncCluster cluster, CancellationToken stop)
    {
        if (_operation.Hooks.Count > 0)
        {
            var left = _operation.Hooks.Where(hook => !hook.IsDone).Select(hook => (hook.Kind, hook.Object.Key)).ToHashSet();
            var kept = await _store.ReadAsync(targets.Application, stop).ConfigureAwait(false);
            _hooks = new DirectHooks(_api, live, kept);
            if (_operation.StartedAt != _earlier?.StartedAt)
            {
                await _hooks.BeginAsync([.. kept.Where(hook => left.Contains((hook.Kind, hook.Reference.Key)))], stop).ConfigureAwait(false);
            }
        }

        await SaveAsync(stop).ConfigureAwait(false);
        if (!await RunHooksAsync(HookKind.PreDelete, stop).ConfigureAwait(false))
        {
            return;
        }

        await SyncAsync(cluster, stop).ConfigureAwait(false);
        if (_operation.Phase == OperationPhase.Succeeded)
        {
            _removal = new DirectRemoval(cluster, live, _operation, targets);
            await _removal.RunAsync(stop).ConfigureAwait(false);
            if (await RunHooksAsync(HookKind.PostDelete, stop).ConfigureAwait(false) && _hooks is not null)
            {
                await _hooks.CleanUpAsync(stop).ConfigureAwait(false);
                await _store.WriteAsync(targets.Application, [], stop).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> RunHooksAsync(HookKind kind, CancellationToken stop)
    {
        if (_hooks is null || !_operation.Hooks.Any(hook => hook.Kind == kind && !hook.IsDone))
        {
            return true;
        }

        var failed = await _hooks.RunAsync(kind, stop).ConfigureAwait(false);
        _operation = failed.Length > 0
            ? _operation with { Phase = OperationPhase.Failed, Message = failed }
            : _operation with { Hooks = [.. _operation.Hooks.Select(hook => hook.Kind == kind ? hook with { IsDone = true } : hook)] };
        await SaveAsync(stop).ConfigureAwait(false);
        return failed.Length == 0;
    }

    private async Task<bool> StepAsync(SyncOperation engine, CancellationToken stop)
    {
        await live.WatchAsync(await DirectSelectors.OfAsync(_api, _operation.Everything, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        var before = _operation;
        var request = targets.RequestOf(_operation, live.Find);
        if (Unconfirmed(request) is { Length: > 0 } unconfirmed)
        {
            _operation = _operation with { Phase = OperationPhase.Failed, Message = unconfirmed };
            await SaveAsync(stop).ConfigureAwait(false);
            return true;
        }

        var outcome = await engine.StepAsync(request, _operation.Results, stop).ConfigureAwait(false);
        var ended = outcome.Phase is not (OperationPhase.Running or OperationPhase.Terminating);
        _operation = (_operation with { Phase = outcome.Phase, Message = outcome.Message, Results = outcome.Results }).At(context.Connection.Clock.GetUtcNow());
        if (outcome.Phase == OperationPhase.Succeeded && !targets.IsRemoval)
        {
            LetGo();
        }

        if (before.ToJson().ToJsonString() != _operation.ToJson().ToJsonString())
        {
            // What it has just learned may allow the next thing without any change of the cluster.
            await SaveAsync(stop).ConfigureAwait(false);
        }
        else if (!ended)
        {
            await live.WaitAsync(stop).ConfigureAwait(false);
        }

        return ended;
    }

    // Only what was well applied lets go of what it replaces, and only of what is gone: some objects are not pruned.
    private void LetGo()
    {
        var wanted = targets.References.ToArray();
        var others = _operation.Everything.Except(wanted).Where(item => live.Find(item.Key) is { DeletionTimestamp.Length: 0 } manifest && targets.IsOwn(manifest));
        _operation = _operation with { Inventory = wanted, Beside = [.. others] };
    }

    private Task SaveAsync(CancellationToken stop)
    {
        _operation = _operation.At(context.Connection.Clock.GetUtcNow());
        _record = _record.With(_operation);
        return DirectRecords.SaveAsync(_api, _record, stop);
    }

    // Argo CD waits for an annotation of its Application. Here there is none, and nobody to set it.
    private static string Unconfirmed(SyncRequest request)
    {
        var asking = request.Resources
            .Where(resource => resource is { Target: null, Live: not null } && !Hook.IsHook(resource.Live) && !request.Options.PruneConfirmed && ResourceSyncOptions.NeedsPruneConfirmation(resource.Live, request.Options))
            .Select(resource => $"{resource.Live}")
            .ToArray();
        return asking.Length == 0
            ? string.Empty
            : $"{string.Join(", ", asking)} would be removed, and may be only when that is confirmed (Prune=confirm): delete it yourself, or take the option from it";
    }

    // Its finalizer keeps a hook that was deleted, but no controller brings it to an end any more: nobody may wait for that.
    private static HealthVerdict? Assess(Manifest live)
    {
        var verdict = ResourceHealthTable.Assess(live);
        return live.DeletionTimestamp.Length > 0 && HookFinalizer.IsOn(live) && verdict?.Status is HealthStatus.Progressing or HealthStatus.Suspended
            ? new HealthVerdict(HealthStatus.Degraded, "It was deleted while it ran")
            : verdict;
    }
}
