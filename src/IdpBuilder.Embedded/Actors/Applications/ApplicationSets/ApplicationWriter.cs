using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>Writes the Applications of one set.</summary>
/// <param name="set">The set.</param>
/// <param name="context">The cluster.</param>
internal sealed class ApplicationWriter(Manifest set, ActorContext context)
{
    private static readonly WriteOptions AsController = new("argocd-applicationset-controller");

    /// <summary>Creates and updates; returns what went wrong with the first one by name that could not be written, or null.</summary>
    public Task<string?> WriteAsync(IReadOnlyList<Manifest> applications, bool allowsUpdate, CancellationToken stop) =>
        ApplicationChange.IgnoredBy(set)?.Unsupported is [var expression, ..]
            ? Task.FromResult<string?>($"failed to build ignore diff config: the embedded cluster cannot evaluate the jq expression '{expression}'")
            : EachAsync(applications, application => WriteAsync(application, allowsUpdate, stop));

    /// <summary>Deletes the Applications that the set no longer generates; returns what went wrong with the first one, or null.</summary>
    public Task<string?> DeleteOthersAsync(IReadOnlyList<Manifest> generated, ArgoInventory inventory, CancellationToken stop)
    {
        var names = generated.Select(application => application.Name).ToHashSet(StringComparer.Ordinal);
        var others = Current().Where(application => !names.Contains(application.Name) && application.DeletionTimestamp.Length == 0).ToList();
        return EachAsync(others, application => DeleteAsync(application, inventory, stop));
    }

    /// <summary>Gives the Applications free, so that they outlive the set.</summary>
    public async Task ReleaseAsync(CancellationToken stop)
    {
        foreach (var application in Current())
        {
            await PatchAsync(application, new JsonObject { ["metadata"] = new JsonObject { ["ownerReferences"] = null } }, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The Applications of the set as they are in the cluster.</summary>
    public IReadOnlyList<Manifest> Current() => context.Cache.ListOwned(ArgoTypes.Application.Group, ArgoTypes.Application.Kind, set.Uid);

    private static async Task<string?> EachAsync(IReadOnlyList<Manifest> applications, Func<Manifest, Task> write)
    {
        string? first = null;
        foreach (var application in applications)
        {
            try
            {
                await write(application).ConfigureAwait(false);
            }
            catch (KubernetesApiException failure) when (failure.Code is 400 or 403 or 422)
            {
                // What the API refuses once it refuses again: it is told, and the others are still written.
                first ??= failure.Message;
            }
        }

        return first;
    }

    private async Task WriteAsync(Manifest application, bool allowsUpdate, CancellationToken stop)
    {
        if (context.Cache.Find(application.Key) is not { } live)
        {
            await context.Api.CreateAsync(ApplicationChange.ToCreate(set, application), AsController, stop).ConfigureAwait(false);
            Record("created", application);
            return;
        }

        var isOwn = OwnerReferences.IsOwnedBy(live, set.Uid);
        if (!isOwn && OwnerReferences.ControllerOf(live, ArgoTypes.Application.Group, ArgoTypes.ApplicationSet.Kind).FirstOrDefault() is { Name.Length: > 0 } owner)
        {
            throw ApplicationSetFailures.OwnedByAnother(application, owner.Name);
        }

        if ((allowsUpdate || !isOwn) && ApplicationChange.ToUpdate(set, application, live) is { } patch)
        {
            await PatchAsync(live, patch, stop).ConfigureAwait(false);
            Record("updated", application);
        }
    }

    private async Task DeleteAsync(Manifest application, ArgoInventory inventory, CancellationToken stop)
    {
        var destination = application.Spec.Map("destination");
        var finalizers = application.Metadata.Texts("finalizers");
        if (finalizers.Contains(ArgoTypes.CascadeFinalizer) && inventory.RejectDestination(destination.Text("name"), destination.Text("server")) is not null)
        {
            // Nothing can be deleted from a cluster that is not there: the finalizer would keep the Application for ever.
            var rest = finalizers.Where(name => name != ArgoTypes.CascadeFinalizer).Select(name => (JsonNode)name);
            await PatchAsync(application, new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray([.. rest]) } }, stop).ConfigureAwait(false);
        }

        await context.Api.DeleteAsync(ResourceReference.To(application), DeletionOptions.Default with { Uid = application.Uid }, stop).ConfigureAwait(false);
        Record("Deleted", application);
    }

    private void Record(string done, Manifest application) =>
        context.Events.Record(set, isWarning: false, done, $"{done} Application \"{application.Name}\"");

    private Task PatchAsync(Manifest application, JsonObject patch, CancellationToken stop) =>
        context.Api.PatchAsync(ResourceReference.To(application), ManifestPatch.Merge(patch), AsController, stop);
}
