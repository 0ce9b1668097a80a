using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Runs the hooks of an Application's deletion.</summary>
internal sealed class DeletionHooks(ApplicationPass pass, ServedTypes types)
{
    /// <summary>Creates hooks that are missing and looks at those that are there.</summary>
    /// <returns>An empty text when all are done, null while some run, or what failed.</returns>
    public async Task<string?> RunAsync(HookKind kind, IReadOnlyList<Manifest> targets, IReadOnlyList<Manifest> live, CancellationToken stop)
    {
        var step = DeletionHookStep.Of(
            targets.Where(target => Hook.IsDeletionHook(target, kind)), [.. live.Where(manifest => Hook.IsDeletionHook(manifest, kind))]);
        foreach (var target in step.Missing)
        {
            await CreateAsync(target, stop).ConfigureAwait(false);
        }

        if (step.Missing.Count > 0)
        {
            return null;
        }

        foreach (var manifest in step.Failed)
        {
            await pass.Context.Api.DeleteAsync(ResourceReference.To(manifest), DeletionOptions.Default, stop).ConfigureAwait(false);
        }

        return step.Failed.Count > 0 ? DeletionHookStep.Describe(kind, step.Failed) : step.IsDone ? string.Empty : null;
    }

    /// <summary>Deletes the hooks whose policy says so; whether none is left to wait for.</summary>
    public async Task<bool> CleanUpAsync(HookKind kind, IReadOnlyList<Manifest> live, CancellationToken stop)
    {
        var going = DeletionHookStep.Going([.. live.Where(manifest => Hook.IsDeletionHook(manifest, kind))]);
        foreach (var manifest in going.Where(manifest => manifest.DeletionTimestamp.Length == 0))
        {
            await pass.Context.Api.DeleteAsync(ResourceReference.To(manifest), DeletionOptions.Default, stop).ConfigureAwait(false);
        }

        return going.Count == 0;
    }

    private async Task CreateAsync(Manifest target, CancellationToken stop)
    {
        if (await types.FindAsync(pass.Context.Api, target.GroupVersionKind, stop).ConfigureAwait(false) is null)
        {
            throw ApplicationFailures.MissingType(target);
        }

        try
        {
            await pass.Context.Api.CreateAsync(target, new WriteOptions(SyncOptions.FieldManager), stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException exists) when (exists.Reason == "AlreadyExists")
        {
            // Somebody else's object of that name: Argo CD takes it for the hook, too.
        }
    }
}
