using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>What all parts of the registry share.</summary>
/// <param name="Store">The objects.</param>
/// <param name="Catalog">The types.</param>
/// <param name="Clock">The cluster's time.</param>
internal sealed record RegistryCore(ObjectStore Store, ResourceCatalog Catalog, TimeProvider Clock)
{
    public static ResourceId Namespaces { get; } = new(string.Empty, "namespaces");

    public ReactionQueue Reactions { get; } = new();

    /// <summary>Writes if nobody was faster, and does what follows from it.</summary>
    public StoredObject? TryCommit(ObjectAddress address, StoredObject? seen, JsonObject? next, Func<bool>? guard = null)
    {
        var change = Store.TryWrite(address, seen, next, guard);
        if (change is null)
        {
            return null;
        }

        Reactions.Raise(change);
        return change.Object;
    }

    /// <summary>The namespace, or null.</summary>
    public StoredObject? FindNamespace(string name) => Store.Find(new ObjectAddress(Namespaces, string.Empty, name));

    /// <summary>Changes an object on the server's own behalf, however often others get in between; null when it is gone or nothing is to change.</summary>
    public StoredObject? Change(ObjectAddress address, Func<StoredObject, JsonObject, bool> change)
    {
        while (Store.Find(address) is { } seen)
        {
            var next = (JsonObject)seen.Json.DeepClone();
            if (!change(seen, next))
            {
                return null;
            }

            if (TryCommit(address, seen, next) is { } done)
            {
                return done;
            }
        }

        return null;
    }
}
