using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Fields that may not change once an object exists.</summary>
internal static class FixedFields
{
    public static void Check(JsonObject? before, JsonObject json, string path, ICollection<FieldError> faults)
    {
        var segments = path.Split('.');
        var after = NodePath.At(json, segments);
        if (before is not null && !JsonNode.DeepEquals(NodePath.At(before, segments), after))
        {
            faults.Add(FieldError.Immutable(path, after));
        }
    }
}
