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
        var now = Instant.Now(core.Clock);
        core.Change(address, (_, next) =>
        {
            ((JsonObject)next["status"]!)["conditions"] = RemainingContent.Conditions(
                remaining.Select(entry => (entry.Resource.Plural, entry.Resource.Group, entry.Objects.Length)),
                remaining.SelectMany(entry => entry.Objects).SelectMany(item => item.Finalizers),
                now);
            return true;
        });
    }
}
