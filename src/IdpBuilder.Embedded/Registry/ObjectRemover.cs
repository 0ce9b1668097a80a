using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry.Lifecycle;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Deletes objects: at once when nothing holds them, else by marking them and waiting for their finalizers.</summary>
internal sealed class ObjectRemover(RegistryCore core)
{
    private const long DefaultPodGracePeriod = 30;
    private static readonly string[] Immortal = ["default", "kube-public", "kube-system"];

    public DeleteOutcome Delete(DeleteRequest request)
    {
        if (request.Address.Resource == RegistryCore.Namespaces && Immortal.Contains(request.Address.Name, StringComparer.Ordinal))
        {
            throw StatusFailures.Forbidden(request.Type, request.Address.Name, "this namespace may not be deleted");
        }

        while (true)
        {
            var seen = core.Store.Find(request.Address) ?? throw StatusFailures.NotFound(request.Type, request.Address.Name);
            CheckPreconditions(request, seen);
            if (TryDelete(request, seen) is { } outcome)
            {
                return outcome;
            }
        }
    }

    /// <summary>Deletes on the server's own behalf; an object already gone is fine.</summary>
    public void DeleteIfPresent(ObjectAddress address, DeletionPropagation? propagation)
    {
        if (core.Catalog.Current.Find(address.Resource) is not { } type)
        {
            return;
        }

        while (core.Store.Find(address) is { } seen
            && TryDelete(new DeleteRequest(type, address) { Propagation = propagation }, seen) is null)
        {
            // Somebody changed it meanwhile: look again.
        }
    }

    private DeleteOutcome? TryDelete(DeleteRequest request, StoredObject seen)
    {
        var finalizers = FinalizersFor(request.Propagation, seen);
        var grace = GracePeriod(request, seen);
        var holds = grace > 0 || finalizers.Count > 0 || HoldsNamespace(seen);
        if (!holds)
        {
            if (request.DryRun)
            {
                return new DeleteOutcome(seen, true);
            }

            return core.TryCommit(seen.Address, seen, null) is { } removed ? new DeleteOutcome(removed, true) : null;
        }

        var next = (JsonObject)seen.Json.DeepClone();
        Mark(seen, next, finalizers, grace);
        if (request.DryRun || JsonNode.DeepEquals(seen.Json, next))
        {
            return new DeleteOutcome(seen, false);
        }

        return core.TryCommit(seen.Address, seen, next) is { } marked ? new DeleteOutcome(marked, false) : null;
    }

    private void Mark(StoredObject seen, JsonObject next, IReadOnlyCollection<string> finalizers, long grace)
    {
        var metadata = (JsonObject)next["metadata"]!;
        FinalizerList.Write(metadata, finalizers);
        var already = NodePath.Whole(metadata["deletionGracePeriodSeconds"]) ?? long.MaxValue;
        if (seen.IsTerminating && grace >= already)
        {
            return;
        }

        if (!seen.IsTerminating && NodePath.Whole(metadata["generation"]) is { } generation)
        {
            metadata["generation"] = generation + 1;
        }

        metadata["deletionTimestamp"] = Instant.Text(core.Clock.GetUtcNow() + TimeSpan.FromSeconds(grace));
        metadata["deletionGracePeriodSeconds"] = grace;
        if (IsNamespace(seen))
        {
            var status = next["status"] as JsonObject ?? [];
            status["phase"] = "Terminating";
            next["status"] = status;
        }
    }

    private static List<string> FinalizersFor(DeletionPropagation? propagation, StoredObject seen)
    {
        var finalizers = seen.Finalizers.ToList();
        if (seen.Address.Resource == DefinitionLifecycle.Definitions && !seen.IsTerminating)
        {
            finalizers = [.. finalizers.Append(FinalizerList.CustomResourceCleanup).Distinct(StringComparer.Ordinal)];
        }

        if (propagation is null)
        {
            return finalizers;
        }

        finalizers.RemoveAll(finalizer => finalizer is FinalizerList.Foreground or FinalizerList.Orphan);
        switch (propagation)
        {
            case DeletionPropagation.Foreground:
                finalizers.Add(FinalizerList.Foreground);
                break;
            case DeletionPropagation.Orphan:
                finalizers.Add(FinalizerList.Orphan);
                break;
        }

        return finalizers;
    }

    // Only Pods end gracefully, and only those that a node may be running.
    private static long GracePeriod(DeleteRequest request, StoredObject seen)
    {
        if (seen.Address.Resource != new ResourceId(string.Empty, "pods"))
        {
            return 0;
        }

        var spec = seen.Json["spec"] as JsonObject;
        var phase = (seen.Json["status"] as JsonObject)?["phase"]?.ToString();
        if (string.IsNullOrEmpty(spec?["nodeName"]?.ToString()) || phase is "Succeeded" or "Failed")
        {
            return 0;
        }

        var own = NodePath.Whole(spec?["terminationGracePeriodSeconds"]) ?? DefaultPodGracePeriod;
        var wanted = request.GracePeriodSeconds ?? own;
        return wanted < 0 ? 1 : wanted;
    }

    private static bool IsNamespace(StoredObject seen) => seen.Address.Resource == RegistryCore.Namespaces;

    private static bool HoldsNamespace(StoredObject seen) =>
        IsNamespace(seen) && (seen.Json["spec"] as JsonObject)?["finalizers"] is JsonArray { Count: > 0 };

    private static void CheckPreconditions(DeleteRequest request, StoredObject seen)
    {
        if (request.Uid is { } uid && uid != seen.Uid)
        {
            throw StatusFailures.PreconditionFailed(request.Type, seen.Address.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({seen.Uid}). "
                + "The object might have been deleted and then recreated");
        }

        var version = seen.Revision.ToString(CultureInfo.InvariantCulture);
        if (request.ResourceVersion is { } wanted && wanted != version)
        {
            throw StatusFailures.PreconditionFailed(request.Type, seen.Address.Name,
                $"the ResourceVersion in the precondition ({wanted}) does not match the ResourceVersion in record ({version}). "
                + "The object might have been modified");
        }
    }
}
