using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Lifecycle;

/// <summary>Empties a namespace that is being deleted, and lets it go when nothing is left in it.</summary>
internal sealed class NamespaceTermination(RegistryCore core, ObjectRemover remover) : ICommitReaction
{
    private const string Finalizer = "kubernetes";

    public void React(Change change)
    {
        var item = change.Object!;
        if (item.Address.Resource == RegistryCore.Namespaces)
        {
            if (change.Type == ChangeType.Modified && item.IsTerminating && change.Previous?.IsTerminating == false)
            {
                Empty(item.Address.Name);
            }
        }
        else if (change.Type == ChangeType.Deleted && item.Address.Namespace.Length > 0
            && core.FindNamespace(item.Address.Namespace) is { IsTerminating: true } owner)
        {
            TryFinish(owner.Address);
        }
    }

    private void Empty(string name)
    {
        foreach (var resource in core.Store.ResourcesIn(name))
        {
            foreach (var item in core.Store.Read(resource).State.Objects(name))
            {
                remover.DeleteIfPresent(item.Address, DeletionPropagation.Background);
            }
        }

        var address = new ObjectAddress(RegistryCore.Namespaces, string.Empty, name);
        if (!TryFinish(address))
        {
            ReportRemaining(address);
        }
    }

    private bool TryFinish(ObjectAddress address)
    {
        while (core.Store.Find(address) is { IsTerminating: true } seen)
        {
            if (core.Store.ResourcesIn(address.Name).Count > 0)
            {
                return false;
            }

            var next = (JsonObject)seen.Json.DeepClone();
            RemoveFinalizer(next);
            if (core.TryCommit(
                address, seen, DeletionHold.Holds(next) ? next : null, () => core.Store.ResourcesIn(address.Name).Count == 0) is not null)
            {
                break;
            }
        }

        return true;
    }

    private static void RemoveFinalizer(JsonObject json)
    {
        if (json["spec"] is JsonObject spec && spec["finalizers"] is JsonArray finalizers)
        {
            foreach (var ours in finalizers.Where(item => item?.ToString() == Finalizer).ToArray())
            {
                finalizers.Remove(ours);
            }

            if (finalizers.Count == 0)
            {
                spec.Remove("finalizers");
            }
        }
    }

    private void ReportRemaining(ObjectAddress address)
    {
        var remaining = core.Store.ResourcesIn(address.Name)
            .Select(resource => (Resource: resource, Objects: core.Store.Read(resource).State.Objects(address.Name).ToArray()))
            .ToArray();
        var resources = string.Join(", ", remaining.Select(entry => $"{Describe(entry.Resource)} has {entry.Objects.Length} resource instances"));
        var finalizers = string.Join(", ", remaining.SelectMany(entry => entry.Objects)
            .SelectMany(item => item.Finalizers)
            .GroupBy(name => name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} in {group.Count()} resource instances"));
        var now = Instant.Now(core.Clock);
        core.Change(address, (_, next) =>
        {
            ((JsonObject)next["status"]!)["conditions"] = new JsonArray(
                Condition("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered", now),
                Condition("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed", now),
                Condition("NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization", now),
                Condition("NamespaceContentRemaining", true, "SomeResourcesRemain", "Some resources are remaining: " + resources, now),
                finalizers.Length > 0
                    ? Condition("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", "Some content in the namespace has finalizers remaining: " + finalizers, now)
                    : Condition("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished", now));
            return true;
        });
    }

    // A real server writes the group after a dot, and the dot even without a group.
    private static string Describe(ResourceId resource) => $"{resource.Plural}.{resource.Group}";

    private static JsonObject Condition(string type, bool holds, string reason, string message, string now) => new()
    {
        ["type"] = type,
        ["status"] = holds ? "True" : "False",
        ["lastTransitionTime"] = now,
        ["reason"] = reason,
        ["message"] = message,
    };
}
