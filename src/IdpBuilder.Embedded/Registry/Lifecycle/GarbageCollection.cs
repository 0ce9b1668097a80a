using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Lifecycle;

/// <summary>Deletes objects whose owners are gone, and lets owners go when their dependents allow it.</summary>
internal sealed class GarbageCollection(RegistryCore core, ObjectRemover remover) : ICommitReaction
{
    public void React(Change change)
    {
        var item = change.Object!;
        if (change.Type == ChangeType.Deleted)
        {
            foreach (var dependent in core.Store.DependentsOf(item.Uid))
            {
                Examine(dependent);
            }
        }
        else
        {
            ReactToPresence(change, item);
        }

        if (change.Type != ChangeType.Added && change.Previous is { Owners.Count: > 0 } before)
        {
            foreach (var owner in before.Owners)
            {
                ReleaseOwner(owner.Uid);
            }
        }
    }

    private void ReactToPresence(Change change, StoredObject item)
    {
        if (item.Owners.Count > 0 && (change.Previous is null || !item.Owners.SequenceEqual(change.Previous.Owners)))
        {
            Examine(item.Address);
        }

        if (!item.IsTerminating)
        {
            return;
        }

        if (item.Finalizers.Contains(FinalizerList.Foreground, StringComparer.Ordinal))
        {
            DeleteDependentsFirst(item);
        }

        if (item.Finalizers.Contains(FinalizerList.Orphan, StringComparer.Ordinal))
        {
            OrphanDependents(item);
        }
    }

    private void Examine(ObjectAddress address)
    {
        if (core.Store.Find(address) is not { Owners.Count: > 0 } item)
        {
            return;
        }

        var standings = item.Owners.ToLookup(owner => StandingOf(owner, item), owner => owner.Uid);
        if (standings[OwnerStanding.Solid].Any())
        {
            var gone = standings[OwnerStanding.Absent].Concat(standings[OwnerStanding.Leaving]).ToHashSet(StringComparer.Ordinal);
            if (gone.Count > 0)
            {
                Forget(address, gone);
            }
        }
        else if (!item.IsTerminating)
        {
            var waits = standings[OwnerStanding.Leaving].Any() && core.Store.DependentsOf(item.Uid).Length > 0;
            remover.DeleteIfPresent(address, waits ? DeletionPropagation.Foreground : null);
        }
    }

    private OwnerStanding StandingOf(OwnerReference owner, StoredObject dependent)
    {
        if (core.Store.AddressOf(owner.Uid) is not { } address || core.Store.Find(address) is not { } found)
        {
            // An owner of a kind nobody serves cannot be looked up: the dependent stays.
            return core.Catalog.Current.Types.Any(type => type.Type.Kind == owner.Kind) ? OwnerStanding.Absent : OwnerStanding.Solid;
        }

        if (found.Kind != owner.Kind || address.Name != owner.Name)
        {
            return OwnerStanding.Absent;
        }

        if (address.Namespace.Length > 0 && address.Namespace != dependent.Address.Namespace)
        {
            // A namespaced owner of a cluster-scoped object is a mistake that a real collector leaves alone.
            return dependent.Address.Namespace.Length == 0 ? OwnerStanding.Solid : OwnerStanding.Absent;
        }

        return found.IsTerminating && found.Finalizers.Contains(FinalizerList.Foreground, StringComparer.Ordinal)
            ? OwnerStanding.Leaving
            : OwnerStanding.Solid;
    }

    private void DeleteDependentsFirst(StoredObject owner)
    {
        foreach (var dependent in core.Store.DependentsOf(owner.Uid))
        {
            Examine(dependent);
        }

        ReleaseOwner(owner.Uid);
    }

    private void ReleaseOwner(string uid)
    {
        if (core.Store.AddressOf(uid) is not { } address || core.Store.Find(address) is not { IsTerminating: true })
        {
            return;
        }

        var blocked = core.Store.DependentsOf(uid)
            .Select(core.Store.Find)
            .Any(dependent => dependent?.Owners.Any(owner => owner.Uid == uid && owner.BlocksDeletion) == true);
        if (!blocked)
        {
            Release(address, FinalizerList.Foreground);
        }
    }

    private void OrphanDependents(StoredObject owner)
    {
        foreach (var dependent in core.Store.DependentsOf(owner.Uid))
        {
            Forget(dependent, new HashSet<string>(StringComparer.Ordinal) { owner.Uid });
        }

        Release(owner.Address, FinalizerList.Orphan);
    }

    private void Forget(ObjectAddress address, IReadOnlySet<string> owners) => core.Change(address, (_, next) =>
    {
        var metadata = (JsonObject)next["metadata"]!;
        if (metadata["ownerReferences"] is not JsonArray references)
        {
            return false;
        }

        var kept = references.Where(reference => !owners.Contains(reference?["uid"]?.GetValue<string>() ?? string.Empty)).ToArray();
        if (kept.Length == references.Count)
        {
            return false;
        }

        references.Clear();
        metadata.Remove("ownerReferences");
        if (kept.Length > 0)
        {
            metadata["ownerReferences"] = new JsonArray(kept);
        }

        return true;
    });

    private void Release(ObjectAddress address, string finalizer) => FinalizerRelease.Release(core, address, finalizer);
}
