using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Registry.Strategies;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>What an object must be before it is stored: decoded, pruned, filled with defaults, valid.</summary>
internal sealed class ObjectRules(KindStrategies strategies)
{
    public IKindStrategy? StrategyOf(ResourceType type) => strategies.Find(type.Id);

    /// <summary>Checks a body's outline and type.</summary>
    public static void CheckOutline(WriteRequest request, JsonObject json)
    {
        var type = request.Type.Type;
        ObjectShape.Check(request.Type, json);
        var apiVersion = NodePath.Text(json, "apiVersion");
        var kind = NodePath.Text(json, "kind");
        if (request.Type.Custom is not null && kind.Length == 0)
        {
            throw StatusFailures.BadRequest("Object 'Kind' is missing");
        }

        if ((kind.Length > 0 && kind != type.Kind) || (apiVersion.Length > 0 && apiVersion != type.ApiVersion))
        {
            throw StatusFailures.WrongType(request.Type, apiVersion, kind);
        }

        json["apiVersion"] = type.ApiVersion;
        json["kind"] = type.Kind;
    }

    /// <summary>Finds everything wrong with an object, and refuses it then.</summary>
    public void Validate(ResourceType type, JsonObject? before, StoredObject? seen, JsonObject json)
    {
        var faults = new List<FieldFault>();
        var metadata = (JsonObject)json["metadata"]!;
        MetadataValidation.Check(type, metadata, faults);
        if (seen is not null)
        {
            MetadataValidation.CheckUpdate(seen, metadata, faults);
        }

        StrategyOf(type)?.Validate(before, json, faults);
        if (faults.Count > 0)
        {
            throw StatusFailures.Invalid(type, NodePath.Text(metadata, "name"), faults);
        }
    }
}
