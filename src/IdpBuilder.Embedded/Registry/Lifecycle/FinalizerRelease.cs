using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Lifecycle;

/// <summary>Takes a finalizer off an object that is being deleted, and removes the object when it was the last.</summary>
internal static class FinalizerRelease
{
    public static void Release(RegistryCore core, ObjectAddress address, string finalizer)
    {
        while (core.Store.Find(address) is { IsTerminating: true } seen
            && seen.Finalizers.Contains(finalizer, StringComparer.Ordinal))
        {
            var next = (JsonObject)seen.Json.DeepClone();
            var kept = seen.Finalizers.Where(name => name != finalizer).ToArray();
            FinalizerList.Write((JsonObject)next["metadata"]!, kept);
            if (core.TryCommit(address, seen, DeletionHold.Holds(next) ? next : null) is not null)
            {
                return;
            }
        }
    }
}
