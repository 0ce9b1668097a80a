using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Takes an Application down: PreDelete hooks, its objects wave by wave in reverse, PostDelete hooks, cleaning up.</summary>
internal sealed class ApplicationDeletion(ApplicationComparer comparer, LiveObjects live, ServedTypes types)
{
    private static readonly TimeSpan RetryAfterFailedHook = TimeSpan.FromSeconds(10);

    /// <summary>Does what can be done now. Each stage ends by taking its finalizer away, which causes the next look.</summary>
    /// <returns>When to go on at the latest; null to wait for a change.</returns>
    public async Task<TimeSpan?> AdvanceAsync(ApplicationPass pass, CancellationToken stop)
    {
        var application = pass.Application;
        var hooks = new DeletionHooks(pass, types);
        if (DeletionFinalizers.Has(application, DeletionFinalizers.PreDelete))
        {
            return await RunHooksAsync(pass, hooks, HookKind.PreDelete, DeletionFinalizers.PreDelete, stop).ConfigureAwait(false);
        }

        if (DeletionFinalizers.Cascades(application))
        {
            await CascadeAsync(pass, stop).ConfigureAwait(false);
            return null;
        }

        if (DeletionFinalizers.Has(application, DeletionFinalizers.PostDelete))
        {
            return await RunHooksAsync(pass, hooks, HookKind.PostDelete, DeletionFinalizers.PostDelete, stop).ConfigureAwait(false);
        }

        foreach (var (kind, finalizer) in new[]
        {
            (HookKind.PreDelete, DeletionFinalizers.CleanupOf(DeletionFinalizers.PreDelete)),
            (HookKind.PostDelete, DeletionFinalizers.CleanupOf(DeletionFinalizers.PostDelete)),
        })
        {
            if (DeletionFinalizers.Has(application, finalizer))
            {
                if (await hooks.CleanUpAsync(kind, await LiveAsync(pass, stop).ConfigureAwait(false), stop).ConfigureAwait(false))
                {
                    pass.SetFinalizer(finalizer, wanted: false);
                }

                return null;
            }
        }

        return null;
    }

    private async Task<TimeSpan?> RunHooksAsync(
        ApplicationPass pass, DeletionHooks hooks, HookKind kind, string finalizer, CancellationToken stop)
    {
        var state = await comparer.CompareAsync(
            pass.Application, pass.Project, pass.Memory, pass.Application.Sources, [], [], pass.Context, stop).ConfigureAwait(false);
        var error = state.Conditions.FirstOrDefault(condition => condition.Type == ConditionType.ComparisonError)?.Message
            ?? await hooks.RunAsync(kind, state.Targets, live.Collect(pass.Application, state.Targets, pass.Context), stop).ConfigureAwait(false);
        if (error is { Length: 0 })
        {
            pass.SetFinalizer(finalizer, wanted: false);
        }

        ApplicationConditions.Set(
            pass.Status,
            string.IsNullOrEmpty(error) ? [] : [new ApplicationCondition(ConditionType.DeletionError, error)],
            [ConditionType.DeletionError],
            pass.Now);
        return string.IsNullOrEmpty(error) ? null : RetryAfterFailedHook;
    }

    private async Task CascadeAsync(ApplicationPass pass, CancellationToken stop)
    {
        var application = pass.Application;
        var objects = (await LiveAsync(pass, stop).ConfigureAwait(false)).ToArray();
        var going = objects.Where(manifest => DeletionOrder.GoesWith(manifest, application.Key, application.DefaultDelete)).ToArray();
        if (Array.Exists(objects, manifest => manifest.DeletionTimestamp.Length > 0) || IsUnconfirmed(application, going))
        {
            return;
        }

        var propagation = DeletionFinalizers.Has(application, DeletionFinalizers.Background)
            ? DeletionPropagation.Background
            : DeletionPropagation.Foreground;
        foreach (var manifest in DeletionOrder.NextBatch(going))
        {
            await pass.Context.Api.DeleteAsync(ResourceReference.To(manifest), new DeletionOptions(propagation), stop).ConfigureAwait(false);
        }

        if (going.Length == 0)
        {
            foreach (var finalizer in new[] { ArgoTypes.CascadeFinalizer, DeletionFinalizers.Background, DeletionFinalizers.Foreground })
            {
                pass.SetFinalizer(finalizer, wanted: false);
            }
        }
    }

    private static bool IsUnconfirmed(ApplicationRecord application, Manifest[] going)
    {
        var since = Timestamps.Parse(application.Manifest.DeletionTimestamp) ?? DateTimeOffset.MinValue;
        var asks = Array.Exists(going, manifest => ResourceSyncOptions.DeleteOption(manifest, application.DefaultDelete) == "confirm");
        return asks && !application.IsConfirmedSince(since);
    }

    private async Task<IReadOnlyList<Manifest>> LiveAsync(ApplicationPass pass, CancellationToken stop)
    {
        await live.WatchAsync(pass.Application, [], pass.Context, stop).ConfigureAwait(false);
        return live.Collect(pass.Application, [], pass.Context);
    }
}
