using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;

namespace IdpBuilder.Packages;

/// <summary>Keeps a package's own conditions of readiness in an annotation, so that any later process can wait by them.</summary>
public static class ReadyObjects
{
    /// <summary>The text of the annotation <see cref="PackageLabels.Ready"/>.</summary>
    public static string ToAnnotation(IEnumerable<ReadyObject> objects) => new JsonArray([.. objects.Select(item => (JsonNode)new JsonObject
    {
        ["apiVersion"] = item.Type.ApiVersion,
        ["kind"] = item.Type.Kind,
        ["namespace"] = item.Namespace,
        ["name"] = item.Name,
        ["condition"] = item.Condition,
    })]).ToJsonString();

    /// <summary>What the annotation of an Application says.</summary>
    public static IReadOnlyList<ReadyObject> Of(Manifest application) =>
        AnnotationJson.Parse(application.Annotation(PackageLabels.Ready)) is JsonArray items
            ? [.. items.OfType<JsonObject>().Select(item => new ReadyObject(
                GroupVersionKind.Of(ApplicationState.Text(item, "apiVersion"), ApplicationState.Text(item, "kind")),
                ApplicationState.Text(item, "namespace"),
                ApplicationState.Text(item, "name"),
                ApplicationState.Text(item, "condition")))]
            : [];
}
