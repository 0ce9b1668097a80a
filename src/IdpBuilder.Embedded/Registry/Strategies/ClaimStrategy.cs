using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Volumes and claims begin pending; a claim's spec is fixed but for its size.</summary>
internal sealed class ClaimStrategy(string plural) : IKindStrategy
{
    public ResourceId Resource => new(string.Empty, plural);

    public void PrepareForCreate(JsonObject json)
    {
        json["status"] = new JsonObject { ["phase"] = "Pending" };

        // A controller takes it away when the storage is not used any more.
        var metadata = (JsonObject)json["metadata"]!;
        var protection = plural == "persistentvolumes" ? "kubernetes.io/pv-protection" : "kubernetes.io/pvc-protection";
        FinalizerList.Write(metadata, [.. FinalizerList.Of(metadata).Append(protection).Distinct(StringComparer.Ordinal)]);
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        if (before is null || plural != "persistentvolumeclaims" || JsonNode.DeepEquals(Fixed(before), Fixed(json)))
        {
            return;
        }

        faults.Add(FieldError.Forbidden(
            "spec",
            "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"));
    }

    private static JsonObject Fixed(JsonObject claim)
    {
        var spec = claim["spec"]?.DeepClone() as JsonObject ?? [];
        (NodePath.At(spec, "resources") as JsonObject)?.Remove("requests");
        spec.Remove("volumeAttributesClassName");
        spec.Remove("volumeName");
        return spec;
    }
}
