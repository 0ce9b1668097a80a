using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Platform;

/// <summary>
/// Lays manifests over others: one with the same apiVersion, kind, namespace and name takes the other's place, and one that nothing
/// stands under is added. With <c>$patch: merge</c> at its root it is merged into the other as kubectl merges (lists of containers,
/// ports and the like element by element), with <c>$patch: delete</c> it takes the other away.
/// </summary>
public static class ManifestOverlay
{
    private const string Directive = "$patch";

    /// <summary>The manifests with the overlay.</summary>
    /// <param name="manifests">What lies below, in its order.</param>
    /// <param name="overlay">What lies above.</param>
    /// <param name="defaultNamespace">The namespace of those that name none.</param>
    public static IReadOnlyList<JsonObject> Apply(IReadOnlyList<JsonObject> manifests, IReadOnlyList<JsonObject> overlay, string defaultNamespace)
    {
        var result = manifests.ToList();
        foreach (var over in overlay)
        {
            var index = result.FindIndex(under => KeyOf(under, defaultNamespace) == KeyOf(over, defaultNamespace));
            var directive = over.Text(Directive);
            if (directive == "delete")
            {
                result = [.. result.Where((_, at) => at != index)];
            }
            else if (index < 0)
            {
                result.Add(Plain(over));
            }
            else
            {
                result[index] = directive == "merge" ? Merged(result[index], Plain(over)) : Plain(over);
            }
        }

        return result;
    }

    private static JsonObject Merged(JsonObject under, JsonObject over) =>
        ThreeWayMerge.Apply([], over, under, ListKeys.IsBuiltIn(new Manifest(under).GroupVersionKind));

    private static JsonObject Plain(JsonObject manifest)
    {
        var plain = (JsonObject)manifest.DeepClone();
        plain.Remove(Directive);
        return plain;
    }

    private static (string ApiVersion, string Kind, string Namespace, string Name) KeyOf(JsonObject json, string defaultNamespace)
    {
        var manifest = new Manifest(json);
        return (json.Text("apiVersion"), json.Text("kind"), manifest.Namespace.Length > 0 ? manifest.Namespace : defaultNamespace, manifest.Name);
    }
}
