using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Claims begin pending, of the default class unless they name one, and are held while Pods use them; their spec is fixed but for its size.</summary>
internal sealed class ClaimStrategy(DefaultStorageClass classes) : IKindStrategy
{
    public ResourceId Resource => new(string.Empty, "persistentvolumeclaims");

    public void PrepareForCreate(JsonObject json)
    {
        json["status"] = new JsonObject { ["phase"] = "Pending" };
        FinalizerList.Add((JsonObject)json["metadata"]!, "kubernetes.io/pvc-protection");
        classes.Apply(json);
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        if (before is null || JsonNode.DeepEquals(Fixed(before), Fixed(json)))
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
