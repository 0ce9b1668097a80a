using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>The annotation in which <c>kubectl apply</c> remembers what it applied, for objects that move to server-side apply.</summary>
internal static class LastApplied
{
    /// <summary>The annotation's name.</summary>
    public const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Whether the writer is kubectl, whose annotation is kept in step.</summary>
    public static bool IsKeptBy(FieldWriter writer) => writer.Manager == "kubectl";

    /// <summary>The paths of the fields that client-side apply set and that still have its value.</summary>
    public static IReadOnlySet<string> FieldsOf(JsonObject? live, string apiVersion, TypeSchema schema)
    {
        if (live is null || Read(live) is not { } applied || applied["apiVersion"] is not JsonValue version
            || !version.TryGetValue(out string? text) || text != apiVersion)
        {
            return new HashSet<string>();
        }

        var changes = FieldComparison.Between(applied, live, schema);
        var fields = FieldExtraction.FieldsOf(applied, schema)
            .Difference(changes.Modified).Difference(changes.Added).Difference(changes.Removed);
        return fields.Paths().Select(FieldSet.Describe).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Brings the annotation of an object that has it up to date; the object is changed.</summary>
    public static void Refresh(JsonObject result, JsonObject configuration)
    {
        if (result["metadata"]?["annotations"] is not JsonObject annotations || Text(annotations).Length == 0)
        {
            return;
        }

        var applied = (JsonObject)configuration.DeepClone();
        (applied["metadata"]?["annotations"] as JsonObject)?.Remove(Annotation);
        annotations[Annotation] = applied.ToJsonString() + "\n";
    }

    private static JsonObject? Read(JsonObject live)
    {
        if (live["metadata"]?["annotations"] is not JsonObject annotations || Text(annotations) is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonObject annotations) =>
        annotations[Annotation] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
