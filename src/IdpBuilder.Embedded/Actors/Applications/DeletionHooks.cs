using IdpBuilder.Errors;
using IdpBuilder.Health;
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
        var running = live.Where(manifest => Hook.IsDeletionHook(manifest, kind)).ToArray();
        var existing = running.Select(manifest => manifest.Key).ToHashSet();
        var missing = targets.Where(target => Hook.IsDeletionHook(target, kind) && !existing.Contains(target.Key)).ToArray();
        if (missing.Length > 0)
        {
            foreach (var target in missing)
            {
                await CreateAsync(target, stop).ConfigureAwait(false);
            }

            return null;
        }

        var verdicts = running.Select(manifest => (Hook: manifest, Status: StatusOf(manifest))).ToArray();
        var failed = verdicts.Where(entry => entry.Status == HealthStatus.Degraded).Select(entry => entry.Hook).ToArray();
        foreach (var manifest in failed)
        {
            await pass.Context.Api.DeleteAsync(ResourceReference.To(manifest), DeletionOptions.Default, stop).ConfigureAwait(false);
        }

        if (failed.Length > 0)
        {
            return $"{kind} hook(s) failed: {string.Join(", ", failed.Select(manifest => $"{manifest.Namespace}/{manifest.Name}"))}";
        }

        return Array.Exists(verdicts, entry => entry.Status == HealthStatus.Progressing) ? null : string.Empty;
    }

    /// <summary>Deletes the hooks whose policy says so; whether none is left to wait for.</summary>
    public async Task<bool> CleanUpAsync(HookKind kind, IReadOnlyList<Manifest> live, CancellationToken stop)
    {
        var hooks = live.Where(manifest => Hook.IsDeletionHook(manifest, kind)).ToArray();
        var worst = hooks.Select(StatusOf).Append(HealthStatus.Healthy).Max();
        var going = hooks.Where(manifest => Hook.DeletePoliciesOf(manifest).Any(policy =>
            (policy == HookDeletePolicy.HookFailed && worst == HealthStatus.Degraded)
            || (policy == HookDeletePolicy.HookSucceeded && worst == HealthStatus.Healthy))).ToArray();
        foreach (var manifest in going.Where(manifest => manifest.DeletionTimestamp.Length == 0))
        {
            await pass.Context.Api.DeleteAsync(ResourceReference.To(manifest), DeletionOptions.Default, stop).ConfigureAwait(false);
        }

        return going.Length == 0;
    }

    private static HealthStatus StatusOf(Manifest hook) => ResourceHealthTable.Assess(hook)?.Status ?? HealthStatus.Healthy;

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
