using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Schemas.Defaulting;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>DaemonSets keep their selector, and count the changes of their template in an annotation that is deprecated and still there.</summary>
internal sealed class DaemonSetStrategy : IKindStrategy
{
    public ResourceId Resource => new("apps", "daemonsets");

    public void PrepareForCreate(JsonObject json) => Write(json, 1);

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
        var count = long.TryParse(
            NodePath.Text(before, "metadata", "annotations", DaemonSetDefaults.Generation), NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 1;
        Write(json, JsonNode.DeepEquals(NodePath.At(before, "spec", "template"), NodePath.At(json, "spec", "template")) ? count : count + 1);
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults) => FixedFields.Check(before, json, "spec.selector", faults);

    private static void Write(JsonObject json, long count) =>
        NodePath.Ensure(json, "metadata", "annotations")[DaemonSetDefaults.Generation] = count.ToString(CultureInfo.InvariantCulture);
}
