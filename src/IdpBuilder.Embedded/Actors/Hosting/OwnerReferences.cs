using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Reads and makes owner references.</summary>
internal static class OwnerReferences
{
    /// <summary>The key of the controlling owner if it is of the given kind; nothing otherwise.</summary>
    public static IEnumerable<ResourceKey> ControllerOf(Manifest dependent, string ownerGroup, string ownerKind)
    {
        foreach (var owner in Of(dependent))
        {
            var type = GroupVersionKind.Of(Text(owner, "apiVersion"), Text(owner, "kind"));
            if (owner["controller"]?.GetValue<bool>() == true && type.Group == ownerGroup && type.Kind == ownerKind)
            {
                yield return new ResourceKey(ownerGroup, ownerKind, dependent.Namespace, Text(owner, "name"));
            }
        }
    }

    /// <summary>Whether the object with this uid owns the dependent.</summary>
    public static bool IsOwnedBy(Manifest dependent, string uid) => Of(dependent).Any(owner => Text(owner, "uid") == uid);

    /// <summary>The uids of all owners.</summary>
    public static IEnumerable<string> UidsOf(Manifest dependent) => Of(dependent).Select(owner => Text(owner, "uid"));

    /// <summary>A controlling, deletion-blocking reference to an object.</summary>
    public static JsonObject To(Manifest owner) => new()
    {
        ["apiVersion"] = owner.ApiVersion,
        ["kind"] = owner.Kind,
        ["name"] = owner.Name,
        ["uid"] = owner.Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    /// <summary>All references, as the dependent bears them.</summary>
    public static IEnumerable<JsonObject> Of(Manifest dependent) =>
        (dependent.Metadata?["ownerReferences"] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static string Text(JsonObject owner, string name) => owner[name]?.GetValue<string>() ?? string.Empty;
}
