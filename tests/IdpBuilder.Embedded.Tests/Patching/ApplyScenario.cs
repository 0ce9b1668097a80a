using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Tests.Patching;

/// <summary>One object and its writers, who write one after another, a second apart.</summary>
internal sealed class ApplyScenario(TypeSchema? schema)
{
    private DateTimeOffset _now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A type with every kind of list and map.</summary>
    public static TypeSchema Lists { get; } = CrdSchema.Read(Json.Object("""
        {'type': 'object', 'properties': {
          'value': {'type': 'string'}, 'number': {'type': 'integer'}, 'flag': {'type': 'boolean'},
          'set': {'type': 'array', 'items': {'type': 'string'}, 'x-kubernetes-list-type': 'set'},
          'atomic': {'type': 'array', 'items': {'type': 'string'}},
          'whole': {'type': 'object', 'x-kubernetes-map-type': 'atomic', 'additionalProperties': {'type': 'string'}},
          'map': {'type': 'object', 'additionalProperties': {'type': 'string'}},
          'struct': {'type': 'object', 'properties': {'a': {'type': 'string'}, 'b': {'type': 'string'},
            'inner': {'type': 'object', 'properties': {'c': {'type': 'string'}}}}},
          'items': {'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'],
            'items': {'type': 'object', 'required': ['name'], 'properties': {
              'name': {'type': 'string'}, 'value': {'type': 'string'}, 'other': {'type': 'string'}}}},
          'ports': {'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port', 'protocol'],
            'items': {'type': 'object', 'properties': {
              'port': {'type': 'integer'}, 'protocol': {'type': 'string', 'default': 'TCP'}, 'name': {'type': 'string'}}}}
        }}
        """));

    public JsonObject? Object { get; private set; }

    /// <summary>The type, which may change between writes as that of a custom resource does.</summary>
    public TypeSchema? Schema { get; set; } = schema;

    /// <summary>Applies, and fails the test on a conflict.</summary>
    public ApplyScenario Apply(string manager, string configuration, bool force = false)
    {
        var outcome = TryApply(manager, configuration, force);
        Assert.True(outcome.Object is not null, outcome.Object is null ? outcome.ConflictMessage : string.Empty);
        return this;
    }

    public ApplyOutcome TryApply(string manager, string configuration, bool force = false, string subresource = "")
    {
        _now += TimeSpan.FromSeconds(1);
        var body = Json.Object(configuration);
        var untouched = body.ToJsonString();
        var liveBefore = Object?.ToJsonString();
        var outcome = ServerSideApply.Apply(new ApplyRequest(Object, body, Schema, Writer(manager, subresource), force));
        Assert.Equal(untouched, body.ToJsonString());
        Assert.Equal(liveBefore, Object?.ToJsonString());
        Object = outcome.Object ?? Object;
        return outcome;
    }

    /// <summary>Replaces the object, keeping the account that the writer does not send.</summary>
    public ApplyScenario Update(string manager, string body, string subresource = "")
    {
        _now += TimeSpan.FromSeconds(1);
        var next = Json.Object(body);
        ManagedFields.RecordUpdate(Object, next, Schema, Writer(manager, subresource));
        Object = next;
        return this;
    }

    /// <summary>The fields of a writer, one path after another; empty when it owns none.</summary>
    public string Owned(string manager, string operation = "Apply", string subresource = "") => string.Join(' ', Entries()
        .Where(entry => entry["manager"]!.GetValue<string>() == manager && entry["operation"]!.GetValue<string>() == operation
            && (entry["subresource"]?.GetValue<string>() ?? string.Empty) == subresource)
        .Select(entry => FieldSet.Parse(entry["fieldsV1"]!.AsObject())!.ToString()));

    public IEnumerable<JsonObject> Entries() => (FieldManagers.ListOf(Object) ?? []).Select(entry => entry!.AsObject());

    /// <summary>The object without its account.</summary>
    public JsonObject Content()
    {
        var copy = (JsonObject)Object!.DeepClone();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        if (copy["metadata"] is JsonObject { Count: 0 })
        {
            copy.Remove("metadata");
        }

        return copy;
    }

    private FieldWriter Writer(string manager, string subresource) => new(manager, "example.io/v1", _now, subresource);
}
