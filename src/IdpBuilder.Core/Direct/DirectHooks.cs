using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>Runs the hooks of a removal, as Argo CD does.</summary>
/// <param name="api">The cluster.</param>
/// <param name="live">Their objects.</param>
/// <param name="hooks">The hooks.</param>
internal sealed class DirectHooks(IKubernetesApi api, LiveInventory live, IReadOnlyList<DirectHook> hooks)
{
    /// <summary>What is waited for; empty for nothing.</summary>
    public string WaitsFor { get; private set; } = string.Empty;

    /// <summary>Removes what an earlier removal left of hooks that are to run anew.</summary>
    /// <param name="left">Those that have not run.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task BeginAsync(IEnumerable<DirectHook> left, CancellationToken stop)
    {
        await WatchAsync(stop).ConfigureAwait(false);
        var leftovers = left.Where(hook => Hook.DeletePoliciesOf(hook.Manifest).Contains(HookDeletePolicy.BeforeHookCreation)).Select(hook => hook.Reference).ToArray();
        await DeleteAsync(leftovers.Select(item => live.Find(item.Key)).OfType<Manifest>(), stop).ConfigureAwait(false);
    }

    /// <summary>Runs the hooks of a kind; returns when all are done.</summary>
    /// <returns>What failed; empty when nothing did.</returns>
    public async Task<string> RunAsync(HookKind kind, CancellationToken stop)
    {
        var wanted = hooks.Where(hook => hook.Kind == kind).Select(hook => hook.Manifest).ToArray();
        await WatchAsync(stop).ConfigureAwait(false);
        while (true)
        {
            var step = DeletionHookStep.Of(wanted, Live(kind));
            foreach (var target in step.Missing)
            {
                await CreateAsync(target, stop).ConfigureAwait(false);
            }

            if (step.Failed.Count > 0)
            {
                var failed = DeletionHookStep.Describe(kind, step.Failed);
                await DeleteAsync(step.Failed, stop).ConfigureAwait(false);
                return failed;
            }

            if (step.IsDone)
            {
                WaitsFor = string.Empty;
                return string.Empty;
            }

            WaitsFor = string.Join("; ", step.Running.Concat(step.Missing).Select(hook => $"completion of the {kind} hook {hook}"));
            await live.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the hooks whose policies say so, when the removal is through.</summary>
    public async Task CleanUpAsync(CancellationToken stop)
    {
        foreach (var kind in hooks.Select(hook => hook.Kind).Distinct())
        {
            await DeleteAsync(DeletionHookStep.Going(Live(kind)), stop).ConfigureAwait(false);
        }
    }

    private async Task CreateAsync(Manifest target, CancellationToken stop)
    {
        try
        {
            live.Take(await api.CreateAsync(target, WriteOptions.Default, stop).ConfigureAwait(false));
        }
        catch (KubernetesApiException exists) when (exists.Reason == "AlreadyExists")
        {
            // Somebody else's object of that name: Argo CD takes it for the hook, too.
        }
    }

    private IReadOnlyList<Manifest> Live(HookKind kind) =>
        [.. hooks.Where(hook => hook.Kind == kind).Select(hook => live.Find(hook.Reference.Key)).OfType<Manifest>()];

    private async Task WatchAsync(CancellationToken stop) =>
        await live.WatchAsync(await DirectSelectors.OfAsync(api, hooks.Select(hook => hook.Reference), stop).ConfigureAwait(false), stop).ConfigureAwait(false);

    // Returns when they are gone: what is created next may bear their names.
    private async Task DeleteAsync(IEnumerable<Manifest> objects, CancellationToken stop)
    {
        var going = objects.DistinctBy(manifest => manifest.Uid).ToArray();
        foreach (var manifest in going)
        {
            await api.DeleteAsync(ResourceReference.To(manifest), new DeletionOptions(DeletionPropagation.Background), stop).ConfigureAwait(false);
        }

        WaitsFor = string.Join("; ", going.Select(manifest => $"deletion of {manifest}"));
        while (going.Any(manifest => live.Find(manifest.Key)?.Uid == manifest.Uid))
        {
            await live.WaitAsync(stop).ConfigureAwait(false);
        }
    }
}
