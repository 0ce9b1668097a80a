using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;
using IdpBuilder.Secrets;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>The cluster as the sync engine sees it from this machine: everything is applied by the server, in this module's name.</summary>
internal sealed class DirectSyncCluster(IKubernetesApi api, LiveInventory live, TimeProvider clock, IRunReporter reporter) : ISyncCluster
{
    // Somebody who writes to the same object all the time wins now and then, but not so often.
    private const int MostConflicts = 50;

    private static readonly GroupVersionKind Definition = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");
    private static readonly TimeSpan LongestEstablishing = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public async ValueTask<ApiResource?> FindTypeAsync(GroupVersionKind type, CancellationToken stop) =>
        Find(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false), type)
        ?? Find(await api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false), type);

    /// <inheritdoc/>
    public async Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) =>
        await api.GetAsync(await ScopedAsync(target, stop).ConfigureAwait(false), stop).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<string> WriteAsync(SyncWrite write, CancellationToken stop)
    {
        var type = await FindTypeAsync(write.Target.GroupVersionKind, stop).ConfigureAwait(false)
            ?? throw DirectFailures.TypeMissing(write.Target);
        var target = Scoped(write.Target, type.Namespaced);
        if (write.DryRun)
        {
            return $"{target} would be applied";
        }

        // A request for each object that is as it should be is what makes others slow.
        var written = write switch
        {
            { Verb: SyncVerb.Apply, Live: { } applied } when AppliedFields.AreUnchanged(target, applied, WriteOptions.DefaultFieldManager) => applied,
            { Verb: SyncVerb.Create } => await api.CreateAsync(target, Telling(WriteOptions.Default, target), stop).ConfigureAwait(false),
            { Verb: SyncVerb.Update or SyncVerb.Replace, Live: { } seen } => await ReplaceAsync(target, seen, stop).ConfigureAwait(false),
            _ => await api.ApplyAsync(target, Telling(new WriteOptions(Force: true), target), stop).ConfigureAwait(false),
        };
        written = await GeneratedSecrets.CompleteAsync(api, target, written, stop).ConfigureAwait(false);
        if (ReferenceEquals(written, write.Live))
        {
            return $"{target} unchanged";
        }

        live.Take(written);
        reporter.Verbose($"Applied {target}.");
        return write.Live is null ? $"{target} created" : written.ResourceVersion == write.Live.ResourceVersion ? $"{target} unchanged" : $"{target} configured";
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(ResourceReference target, DeletionPropagation propagation, CancellationToken stop)
    {
        reporter.Verbose($"Deleting {target}.");
        return await api.DeleteAsync(await ScopedAsync(target, stop).ConfigureAwait(false), new DeletionOptions(propagation), stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RemoveFinalizerAsync(Manifest live, string finalizer, CancellationToken stop)
    {
        var current = live;
        for (var attempt = 1; current is not null && current.Metadata.Texts("finalizers").Contains(finalizer, StringComparer.Ordinal); attempt++)
        {
            var others = current.Metadata.Texts("finalizers").Where(name => name != finalizer).Select(name => (JsonNode)name).ToArray();
            var body = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = current.ResourceVersion, ["finalizers"] = new JsonArray(others) } };
            try
            {
                await api.PatchAsync(ResourceReference.To(live), ManifestPatch.Merge(body), WriteOptions.Default, stop).ConfigureAwait(false);
                return;
            }
            catch (KubernetesApiException failure) when (failure.Code == 404 || (failure.Code == 409 && attempt < MostConflicts))
            {
                current = await api.GetAsync(ResourceReference.To(live), stop).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async Task WaitForEstablishedAsync(string definition, CancellationToken stop)
    {
        var key = new ResourceKey(Definition.Group, Definition.Kind, string.Empty, definition);
        if (live.Find(key) is { } known && IsEstablished(known))
        {
            return;
        }

        using var late = new CancellationTokenSource(LongestEstablishing, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            await live.UntilAsync(key, IsEstablished, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Its objects will say what is missing.
        }

        await api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false);
    }

    private static bool IsEstablished(Manifest definition) => definition.Status.Children("conditions")
        .Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True");

    private static ApiResource? Find(IReadOnlyList<ApiResource> served, GroupVersionKind type) => served.FirstOrDefault(resource => resource.Type == type);

    private static Manifest Scoped(Manifest target, bool namespaced)
    {
        var scoped = target.Clone();
        if (!namespaced)
        {
            scoped.Metadata?.Remove("namespace");
        }

        return scoped;
    }

    private async Task<Manifest> ReplaceAsync(Manifest target, Manifest seen, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            target.Metadata!["resourceVersion"] = seen.ResourceVersion;
            try
            {
                return await api.ReplaceAsync(target, Telling(WriteOptions.Default, target), stop).ConfigureAwait(false);
            }
            catch (KubernetesApiException conflict) when (conflict.Code == 409 && attempt < MostConflicts)
            {
                seen = await api.GetAsync(ResourceReference.To(target), stop).ConfigureAwait(false) ?? seen;
            }
        }
    }

    private async ValueTask<ResourceReference> ScopedAsync(ResourceReference target, CancellationToken stop) =>
        await FindTypeAsync(target.Type, stop).ConfigureAwait(false) is { Namespaced: false } ? target with { Namespace = string.Empty } : target;

    private WriteOptions Telling(WriteOptions options, Manifest target) => options with { Warned = warning => reporter.Warning($"{target}: {warning}.") };
}
