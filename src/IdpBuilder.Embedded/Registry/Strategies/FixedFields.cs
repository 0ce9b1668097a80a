using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Fields that may not change once an object exists.</summary>
internal static class FixedFields
{
    public static void Check(JsonObject? before, JsonObject json, string path, ICollection<FieldFault> faults)
    {
        var segments = path.Split('.');
        var after = NodePath.At(json, segments);
        if (before is not null && !JsonNode.DeepEquals(NodePath.At(before, segments), after))
        {
            faults.Add(new FieldFault("FieldValueInvalid", $"Invalid value: {after?.ToJsonString() ?? "null"}: field is immutable", path));
        }
    }
}
