using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Core.Tests.Waiting;

/// <summary>Objects as a wait has seen them, for looking at them once with a condition.</summary>
internal static class Observed
{
    public static ObservedObjects Containing(IEnumerable<Manifest> manifests)
    {
        var objects = new ObservedObjects(watches: 1);
        foreach (var manifest in manifests)
        {
            objects.Take(0, new WatchEvent(WatchEventType.Added, manifest, manifest.ResourceVersion));
        }

        return objects;
    }
}
