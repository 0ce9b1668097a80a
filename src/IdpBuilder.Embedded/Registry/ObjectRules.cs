using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Registry.Strategies;
using IdpBuilder.Embedded.Registry.Warnings;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Schemas.Validation;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry;

/// <summary>What an object must be before it is stored: decoded, pruned, filled with defaults, valid.</summary>
internal sealed class ObjectRules(KindStrategies strategies, TimeProvider clock)
{
    public IKindStrategy? StrategyOf(ResourceType type) => strategies.Find(type.Id);

    /// <summary>Checks a body's outline and type.</summary>
    public static void CheckOutline(WriteRequest request, JsonObject json)
    {
        ObjectShape.Check(request.Type, json);
        CheckType(request, json);
        json["apiVersion"] = request.Type.Type.ApiVersion;
        json["kind"] = request.Type.Type.Kind;
    }

    /// <summary>Checks that a body, if it says what it is, is what the path names.</summary>
    public static void CheckType(WriteRequest request, JsonObject json)
    {
        var type = request.Type.Type;
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
    }

    /// <summary>Checks that a built-in object's values are of their types.</summary>
    public static void CheckValues(WriteRequest request, JsonObject json)
    {
        if (request.Type is { Custom: null, Schema: { } schema } && BuiltInDecoding.FirstMistake(json, schema) is { } mistake)
        {
            throw StatusFailures.Undecodable(request.Type, mistake);
        }
    }

    /// <summary>Drops what the type does not know and fills in what it leaves open.</summary>
    public static void Decode(WriteRequest request, JsonObject json)
    {
        var duplicates = request.Duplicates.Select(path => $"duplicate field \"{path}\"");
        if (request.Type.Schema is not { } schema)
        {
            UnknownFields.Report(request, duplicates);
            return;
        }

        CheckValues(request, json);
        UnknownFields.Report(request, duplicates.Concat(SchemaPruning.Prune(json, schema).Select(path => $"unknown field \"{path}\"")));
        NullPruning.Prune(json, schema);
        if (request.Type.Custom is null)
        {
            ResourceDefaults.Apply(new Manifest(json));
            BuiltInEncoding.Apply(json, schema);
        }
        else
        {
            SchemaDefaults.Apply(json, schema);
        }
    }

    /// <summary>Tells the client what is accepted, but outdated or suspicious.</summary>
    public static void Warn(WriteRequest request, JsonObject? before, JsonObject json)
    {
        foreach (var warning in ObjectWarnings.Of(request.Type, before, json))
        {
            request.Warn(warning);
        }
    }

    /// <summary>Notes who wrote what.</summary>
    public void RecordManager(WriteRequest request, JsonObject? before, JsonObject json) =>
        ManagedFields.RecordUpdate(before, json, request.Type.Schema, Writer(request));

    /// <summary>The writer of a request, for <c>managedFields</c>.</summary>
    public FieldWriter Writer(WriteRequest request) =>
        new(request.FieldManager, request.Type.Type.ApiVersion, clock.GetUtcNow(), request.Subresource)
        {
            Ignored = ResetFields.For(request.Type.HasStatus, request.Subresource),
        };

    /// <summary>Finds everything wrong with an object, and refuses it then.</summary>
    public void Validate(ResourceType type, JsonObject? before, StoredObject? seen, JsonObject json)
    {
        var faults = new List<FieldError>();
        var metadata = (JsonObject)json["metadata"]!;
        MetadataValidation.Check(type, metadata, faults);
        if (seen is not null)
        {
            MetadataValidation.CheckUpdate(seen, metadata, faults);
        }

        if (type.Custom is { } custom)
        {
            faults.AddRange(SchemaValidation.Validate(json, custom.Schema.Value));
        }
        else if (type.Schema is { } schema)
        {
            faults.AddRange(ResourceValidation.Validate(new Manifest(json)));
            RequiredFields.Check(json, schema, faults);
        }

        StrategyOf(type)?.Validate(before, json, faults);
        if (faults.Count > 0)
        {
            // The general rule and the kind's own may miss the same field.
            throw StatusFailures.Invalid(type, NodePath.Text(metadata, "name"), [.. faults.DistinctBy(fault => (fault.Field, fault.Type))]);
        }
    }
}
