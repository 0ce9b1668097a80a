using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>The cluster as the sync engine sees it, with kubectl's way of writing and of telling what it did.</summary>
internal sealed class ActorSyncCluster(IKubernetesApi api, ServedTypes types, TimeProvider clock) : ISyncCluster
{
    private static readonly GroupVersionKind Definition = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");
    private static readonly TimeSpan LongestEstablishing = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDeletion = TimeSpan.FromSeconds(30);
    private static readonly WriteOptions Write = new(SyncOptions.FieldManager);

    /// <inheritdoc/>
    public ValueTask<ApiResource?> FindTypeAsync(GroupVersionKind type, CancellationToken stop) => types.FindAsync(api, type, stop);

    /// <inheritdoc/>
    public async Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) =>
        await api.GetAsync(await ScopedAsync(target, stop).ConfigureAwait(false), stop).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<string> WriteAsync(SyncWrite write, CancellationToken stop)
    {
        var type = await types.FindAsync(api, write.Target.GroupVersionKind, stop).ConfigureAwait(false)
            ?? throw ApplicationFailures.MissingType(write.Target);
        ManifestShape.Check(write.Target);
        var target = Scoped(write.Target, type.Namespaced);
        if (write.DryRun)
        {
            return $"{NameOf(target)} {(write.Live is null ? "created" : "configured")} (dry run)";
        }

        return write.Verb switch
        {
            SyncVerb.Create => await CreateAsync(target, write, stop).ConfigureAwait(false),
            SyncVerb.Update => await UpdateAsync(target, write, stop).ConfigureAwait(false),
            SyncVerb.Replace => await ReplaceAsync(target, write, stop).ConfigureAwait(false),
            _ when write.ServerSide => await ApplyOnServerAsync(target, write, stop).ConfigureAwait(false),
            _ => await ApplyAsync(target, write, stop).ConfigureAwait(false),
        };
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(ResourceReference target, DeletionPropagation propagation, CancellationToken stop) =>
        await api.DeleteAsync(await ScopedAsync(target, stop).ConfigureAwait(false), new DeletionOptions(propagation), stop).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task RemoveFinalizerAsync(Manifest live, string finalizer, CancellationToken stop)
    {
        for (var (current, attempt) = (live, 0); ; attempt++)
        {
            if (current.Metadata?["finalizers"] is not JsonArray finalizers || !finalizers.Any(entry => entry?.ToString() == finalizer))
            {
                return;
            }

            var others = finalizers.Where(entry => entry?.ToString() != finalizer).Select(entry => entry?.DeepClone()).ToArray();
            var body = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["resourceVersion"] = current.ResourceVersion,
                    ["finalizers"] = others.Length == 0 ? null : new JsonArray(others),
                },
            };
            try
            {
                await api.PatchAsync(ResourceReference.To(live), ManifestPatch.Merge(body), Write, stop).ConfigureAwait(false);
                return;
            }
            catch (KubernetesApiException gone) when (gone.Code == 404)
            {
                return;
            }
            catch (KubernetesApiException conflict) when (conflict.Code == 409 && attempt < 5)
            {
                if (await api.GetAsync(ResourceReference.To(live), stop).ConfigureAwait(false) is not { } newer)
                {
                    return;
                }

                current = newer;
            }
        }
    }

    /// <inheritdoc/>
    public async Task WaitForEstablishedAsync(string definition, CancellationToken stop)
    {
        var target = new ResourceReference(Definition, string.Empty, definition);
        await WatchedObject.UntilAsync(api, target, live => live is not null && IsEstablished(live), LongestEstablishing, clock, stop)
            .ConfigureAwait(false);
        await api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false);
    }

    private static bool IsEstablished(Manifest definition) => definition.Status.Maps("conditions")
        .Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True");

    private static Manifest Scoped(Manifest target, bool namespaced)
    {
        if (namespaced || target.Namespace.Length == 0)
        {
            return target;
        }

        var scoped = target.Clone();
        scoped.Metadata?.Remove("namespace");
        return scoped;
    }

    private async ValueTask<ResourceReference> ScopedAsync(ResourceReference target, CancellationToken stop) =>
        await types.FindAsync(api, target.Type, stop).ConfigureAwait(false) is { Namespaced: false }
            ? target with { Namespace = string.Empty }
            : target;

    private static string NameOf(Manifest manifest)
    {
        var type = manifest.GroupVersionKind;
        var kind = type.Kind.ToLowerInvariant();
        return type.Group.Length == 0 ? $"{kind}/{manifest.Name}" : $"{kind}.{type.Group}/{manifest.Name}";
    }

    // A sync that validates has the server refuse what it does not know; source: gitops-engine pkg/utils/kube/resource_ops.go.
    private static WriteOptions OptionsOf(SyncWrite write) => Write with { Strict = write.Validate };

    private async Task<string> CreateAsync(Manifest target, SyncWrite write, CancellationToken stop)
    {
        await api.CreateAsync(target, OptionsOf(write), stop).ConfigureAwait(false);
        return $"{NameOf(target)} created";
    }

    private async Task<string> UpdateAsync(Manifest target, SyncWrite write, CancellationToken stop)
    {
        await api.ReplaceAsync(AtVersionOf(target, write.Live!), OptionsOf(write), stop).ConfigureAwait(false);
        return $"{target.Kind}/{target.Name} updated";
    }

    private async Task<string> ReplaceAsync(Manifest target, SyncWrite write, CancellationToken stop)
    {
        if (write.Force)
        {
            await RecreateAsync(target, write, stop).ConfigureAwait(false);
        }
        else
        {
            await api.ReplaceAsync(AtVersionOf(target, write.Live!), OptionsOf(write), stop).ConfigureAwait(false);
        }

        return $"{NameOf(target)} replaced";
    }

    private static Manifest AtVersionOf(Manifest target, Manifest live)
    {
        var update = target.Clone();
        update.Metadata!["resourceVersion"] = live.ResourceVersion;
        return update;
    }

    private async Task RecreateAsync(Manifest target, SyncWrite write, CancellationToken stop)
    {
        var reference = ResourceReference.To(target);
        await api.DeleteAsync(reference, new DeletionOptions(DeletionPropagation.Background, GracePeriodSeconds: 0), stop).ConfigureAwait(false);
        await WatchedObject.UntilAsync(api, reference, live => live is null, LongestDeletion, clock, stop).ConfigureAwait(false);
        await api.CreateAsync(target, OptionsOf(write), stop).ConfigureAwait(false);
    }

    private async Task<string> ApplyOnServerAsync(Manifest target, SyncWrite write, CancellationToken stop)
    {
        if (write.Live is { } live && write.MigrationManager.Length > 0
            && FieldManagerMigration.PatchFor(live, write.MigrationManager) is { } migration)
        {
            await api.PatchAsync(ResourceReference.To(live), migration, Write, stop).ConfigureAwait(false);
        }

        await api.ApplyAsync(target, OptionsOf(write) with { Force = true }, stop).ConfigureAwait(false);
        return $"{NameOf(target)} serverside-applied";
    }

    private async Task<string> ApplyAsync(Manifest target, SyncWrite write, CancellationToken stop)
    {
        var stamped = LastApplied.Stamp(target);
        var live = write.Live;
        if (live is null)
        {
            try
            {
                return await CreateAsync(stamped, write, stop).ConfigureAwait(false);
            }
            catch (KubernetesApiException exists) when (exists.Reason == "AlreadyExists")
            {
                live = await api.GetAsync(ResourceReference.To(target), stop).ConfigureAwait(false) ?? throw ApplicationFailures.Vanished(target, exists);
            }
        }

        if (ClientSideApply.PatchFor(stamped, live) is not { } patch)
        {
            return $"{NameOf(target)} unchanged";
        }

        try
        {
            await api.PatchAsync(ResourceReference.To(target), ManifestPatch.Merge(patch), OptionsOf(write), stop).ConfigureAwait(false);
            return $"{NameOf(target)} configured";
        }
        catch (KubernetesApiException gone) when (gone.Code == 404)
        {
            return await CreateAsync(stamped, write, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (write.Force && refused.Code is (409 or 422))
        {
            await RecreateAsync(stamped, write, stop).ConfigureAwait(false);
            return $"{NameOf(target)} configured";
        }
    }
}
