using System.Collections.ObjectModel;
using System.Text.Json.Nodes;

namespace IdpBuilder.Manifests;

/// <summary>A Kubernetes object as JSON, with its identity in reach. A thin view: the JSON is the truth and is not copied.</summary>
public sealed class Manifest
{
    private static readonly IReadOnlyDictionary<string, string> None = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Wraps an object; nothing is checked, missing fields read as empty.</summary>
    public Manifest(JsonObject json) => Json = json;

    /// <summary>The object itself.</summary>
    public JsonObject Json { get; }

    /// <summary>The <c>apiVersion</c>; empty when missing.</summary>
    public string ApiVersion => Text(Json, "apiVersion");

    /// <summary>The <c>kind</c>; empty when missing.</summary>
    public string Kind => Text(Json, "kind");

    /// <summary>Group, version and kind.</summary>
    public GroupVersionKind GroupVersionKind => GroupVersionKind.Of(ApiVersion, Kind);

    /// <summary>The <c>metadata</c> object, or null.</summary>
    public JsonObject? Metadata => Json["metadata"] as JsonObject;

    /// <summary>The <c>spec</c> object, or null.</summary>
    public JsonObject? Spec => Json["spec"] as JsonObject;

    /// <summary>The <c>status</c> object, or null.</summary>
    public JsonObject? Status => Json["status"] as JsonObject;

    /// <summary>The name; empty when missing.</summary>
    public string Name => Text(Metadata, "name");

    /// <summary>The prefix from which the server makes a name; empty when missing.</summary>
    public string GenerateName => Text(Metadata, "generateName");

    /// <summary>The namespace; empty when missing.</summary>
    public string Namespace => Text(Metadata, "namespace");

    /// <summary>The uid the server gave; empty before.</summary>
    public string Uid => Text(Metadata, "uid");

    /// <summary>The server's version of the object; empty before it was stored.</summary>
    public string ResourceVersion => Text(Metadata, "resourceVersion");

    /// <summary>The time of the deletion request (RFC 3339); empty while the object is not being deleted.</summary>
    public string DeletionTimestamp => Text(Metadata, "deletionTimestamp");

    /// <summary>The labels; entries that are not text are left out.</summary>
    public IReadOnlyDictionary<string, string> Labels => TextMap("labels");

    /// <summary>The annotations; entries that are not text are left out.</summary>
    public IReadOnlyDictionary<string, string> Annotations => TextMap("annotations");

    /// <summary>The identity inside a cluster.</summary>
    public ResourceKey Key => new(GroupVersionKind.Group, Kind, Namespace, Name);

    /// <summary>The value of one annotation, or null.</summary>
    public string? Annotation(string name) => TextOf(Metadata?["annotations"] as JsonObject, name);

    /// <summary>The value of one label, or null.</summary>
    public string? Label(string name) => TextOf(Metadata?["labels"] as JsonObject, name);

    /// <summary>A copy that shares nothing with this one.</summary>
    public Manifest Clone() => new((JsonObject)Json.DeepClone());

    /// <summary><c>Kind namespace/name</c>, for messages.</summary>
    public override string ToString() =>
        Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";

    private static string Text(JsonObject? parent, string name) => TextOf(parent, name) ?? string.Empty;

    private static string? TextOf(JsonObject? parent, string name) =>
        parent is not null && parent[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private IReadOnlyDictionary<string, string> TextMap(string name)
    {
        if (Metadata?[name] is not JsonObject map || map.Count == 0)
        {
            return None;
        }

        var result = new Dictionary<string, string>(map.Count, StringComparer.Ordinal);
        foreach (var (key, value) in map)
        {
            if (value is JsonValue scalar && scalar.TryGetValue(out string? text))
            {
                result[key] = text;
            }
        }

        return result;
    }
}
