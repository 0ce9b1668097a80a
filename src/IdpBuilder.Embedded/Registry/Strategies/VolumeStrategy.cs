using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Volumes begin pending, and are held until no claim uses them.</summary>
internal sealed class VolumeStrategy : IKindStrategy
{
    public ResourceId Resource => new(string.Empty, "persistentvolumes");

    public void PrepareForCreate(JsonObject json)
    {
        json["status"] = new JsonObject { ["phase"] = "Pending" };
        FinalizerList.Add((JsonObject)json["metadata"]!, "kubernetes.io/pv-protection");
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
    }
}
