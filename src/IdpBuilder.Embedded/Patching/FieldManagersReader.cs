using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Reads the entries of <c>managedFields</c>.</summary>
internal static class FieldManagersReader
{
    /// <summary>The entries; null when one is malformed.</summary>
    public static IReadOnlyList<FieldManagerEntry>? Read(JsonArray list)
    {
        var entries = new List<FieldManagerEntry>(list.Count);
        foreach (var item in list)
        {
            if (item is not JsonObject json || Read(json) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
        }

        return entries;
    }

    private static FieldManagerEntry? Read(JsonObject json)
    {
        var operation = Text(json, "operation");
        var apiVersion = Text(json, "apiVersion");
        if (operation is not ("Apply" or "Update") || apiVersion.Length == 0 || Text(json, "fieldsType") != "FieldsV1")
        {
            return null;
        }

        var fields = json["fieldsV1"] switch
        {
            null => FieldSet.Empty,
            JsonObject content => FieldSet.Parse(content),
            _ => null,
        };
        return fields is null
            ? null
            : new FieldManagerEntry(Text(json, "manager"), operation == "Apply", apiVersion, Text(json, "subresource"), fields, Text(json, "time"));
    }

    private static string Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
