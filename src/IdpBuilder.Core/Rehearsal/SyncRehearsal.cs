using System.Collections.Frozen;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>
/// Says what a sync would do, task by task in the order of the sync engine, whose own tasks they are; each write is tried on the server.
/// </summary>
/// <param name="view">The cluster.</param>
/// <param name="dryRun">Tries writes.</param>
/// <param name="rights">What the user may try; null when the rights are known to be there.</param>
/// <param name="outlook">What the packages of the same run bring.</param>
internal sealed class SyncRehearsal(LiveView view, DryRun dryRun, KnownRights? rights, RunOutlook outlook)
{
    private const int Parallelism = 8;
    private const string AfterDefinition = "created after its definition";

    /// <summary>What would be done.</summary>
    /// <param name="package">The package.</param>
    /// <param name="application">Its Application.</param>
    /// <param name="request">What the sync is asked for.</param>
    /// <param name="earlier">What a run that was broken off has done already.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<IReadOnlyList<PackageChange>> RunAsync(
        string package, string application, SyncRequest request, IReadOnlyList<SyncResult> earlier, CancellationToken stop)
    {
        var (tasks, _) = await new SyncTaskBuilder(request, view, new SyncJournal(earlier)).BuildAsync(stop).ConfigureAwait(false);
        var around = new Surroundings(package, tasks.Where(task => task is { Target: not null, Live: null, Type: { Group: "", Kind: "Namespace" } }).Select(task => task.Name).ToFrozenSet());
        var changes = new PackageChange[tasks.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, tasks.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stop },
            async (index, ending) =>
            {
                var task = tasks[index];
                var type = await view.FindTypeAsync(task.Type, ending).ConfigureAwait(false);
                var foreseen = await ForeseeAsync(task, type, request.Options, around, ending).ConfigureAwait(false);
                changes[index] = new PackageChange(
                    package, application, foreseen.Action, task.Type.Kind, type is { Namespaced: false } ? string.Empty : task.Namespace, NameOf(task), foreseen.Fields, foreseen.Message);
            }).ConfigureAwait(false);
        return changes;
    }

    private Task<Foreseen> ForeseeAsync(SyncTask task, ApiResource? type, SyncOptions options, Surroundings around, CancellationToken stop) =>
        !task.IsPending ? Task.FromResult(Foreseen.Of(ChangeAction.None, "done by the run that was broken off"))
        : task.IsPrune ? Task.FromResult(Pruned(task, options))
        : task.IsHook ? HookAsync(task, type, around, stop)
        : WrittenAsync(task, type, around, stop);

    private static Foreseen Pruned(SyncTask task, SyncOptions options) =>
        !options.Prune ? Foreseen.Of(ChangeAction.None, "no longer in the package, and stays: its Application does not prune")
        : ResourceSyncOptions.IsPruningDisabled(task.Live, options) ? Foreseen.Of(ChangeAction.None, "no longer in the package, and stays: Prune=false")
        : ResourceSyncOptions.NeedsPruneConfirmation(task.Live, options) ? Foreseen.Of(ChangeAction.Unknown, "no longer in the package; goes when its pruning is confirmed")
        : Foreseen.Of(ChangeAction.Delete, "no longer in the package");

    private async Task<Foreseen> HookAsync(SyncTask task, ApiResource? type, Surroundings around, CancellationToken stop)
    {
        var foreseen = task.Live is null ? await WrittenAsync(task, type, around, stop).ConfigureAwait(false) : default;
        var hook = task.Phase == SyncPhase.SyncFail ? "SyncFail hook, only if the sync fails" : $"{task.Phase} hook";
        return foreseen.Action switch
        {
            ChangeAction.Refuse => foreseen,
            ChangeAction.Unknown => Foreseen.Of(ChangeAction.Unknown, $"{hook}: {foreseen.Message}"),
            _ => Foreseen.Of(ChangeAction.Run, hook),
        };
    }

    private async Task<Foreseen> WrittenAsync(SyncTask task, ApiResource? type, Surroundings around, CancellationToken stop)
    {
        if (task.SkipDryRun || (type is null && outlook.Defines(task.Type)))
        {
            return Foreseen.Of(ChangeAction.Create, AfterDefinition);
        }

        if (type is null || task.Code == SyncResultCode.SyncFailed)
        {
            return Foreseen.Of(ChangeAction.Refuse, task.Message);
        }

        if (rights is not null && await rights.WhyNotAsync(type, task.Namespace, stop).ConfigureAwait(false) is { Length: > 0 } why)
        {
            return Foreseen.Of(ChangeAction.Unknown, why);
        }

        // The server tries nothing in a namespace that is not there.
        if (type.Namespaced && task.Live is null)
        {
            var coming = around.Made.Contains(task.Namespace)
                ? Foreseen.Of(ChangeAction.Create, "in the new namespace")
                : await outlook.InNamespaceAsync(around.Package, task.Namespace, view, stop).ConfigureAwait(false);
            if (coming is { } foreseen)
            {
                return foreseen.Action == ChangeAction.Create ? await dryRun.TryElsewhereAsync(task.Written, foreseen, stop).ConfigureAwait(false) : foreseen;
            }
        }

        return await dryRun.TryAsync(WithScope(task.Written, type), task.Live, stop).ConfigureAwait(false);
    }

    private static Manifest WithScope(Manifest target, ApiResource type)
    {
        if (type.Namespaced || target.Namespace.Length == 0)
        {
            return target;
        }

        var scoped = target.Clone();
        scoped.Metadata?.Remove("namespace");
        return scoped;
    }

    // The name is made when the sync starts.
    private static string NameOf(SyncTask task) => task is { IsHook: true, Object.GenerateName: { Length: > 0 } prefix } ? $"{prefix}*" : task.Name;

    private sealed record Surroundings(string Package, FrozenSet<string> Made);
}
