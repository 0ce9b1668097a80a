using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>What a value may look like and how writers share it. Immutable; two schemas are equal when they are the same instance.</summary>
internal sealed record TypeSchema
{
    /// <summary>Allows everything. Objects in it are merged by field, lists are atomic.</summary>
    public static TypeSchema Any { get; } = new() { PreserveUnknownFields = true };

    /// <summary>The name of the definition, such as <c>io.k8s.api.apps.v1.DeploymentSpec</c>; empty for a schema without one.</summary>
    public string Name { get; init; } = string.Empty;

    public SchemaType Type { get; init; }

    /// <summary>A closer description of the type, such as <c>int32</c> or <c>date-time</c>; empty for none.</summary>
    public string Format { get; init; } = string.Empty;

    public string Description { get; init; } = string.Empty;

    public SchemaFields Fields { get; init; } = SchemaFields.None;

    public IReadOnlyDictionary<string, TypeSchema> Properties => Fields.ByName;

    public IReadOnlyList<string> Required => Fields.Required;

    /// <summary>The schema of fields without a name of their own, for maps.</summary>
    public TypeSchema? AdditionalProperties { get; init; }

    /// <summary>The schema of a list's items.</summary>
    public TypeSchema? Items { get; init; }

    /// <summary>The value of an absent field; never to be changed or given away without a copy.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The only values allowed; empty for all.</summary>
    public IReadOnlyList<JsonNode?> Enum { get; init; } = [];

    public bool Nullable { get; init; }

    /// <summary>Whether fields that the schema does not name are kept.</summary>
    public bool PreserveUnknownFields { get; init; }

    /// <summary>Whether the value is a whole object with <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>.</summary>
    public bool EmbeddedResource { get; init; }

    public ListKind ListKind { get; init; }

    /// <summary>The fields that tell the items of a list apart.</summary>
    public IReadOnlyList<string> MapKeys { get; init; } = [];

    /// <summary>Whether an object has one owner as a whole.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>
    /// Whether a real server's object always has the field, be it empty: nobody becomes the owner of the field itself by setting it.
    /// </summary>
    public bool IsAlwaysPresent { get; init; }

    public PatchStrategy PatchStrategy { get; init; }

    /// <summary>The field by which a strategic merge patch finds list items; empty for none.</summary>
    public string PatchMergeKey { get; init; } = string.Empty;

    public ValueLimits? Limits { get; init; }

    public IReadOnlyList<TypeSchema> AllOf { get; init; } = [];

    public IReadOnlyList<TypeSchema> AnyOf { get; init; } = [];

    public IReadOnlyList<TypeSchema> OneOf { get; init; } = [];

    public TypeSchema? Not { get; init; }

    /// <summary>Rules that only a real server evaluates.</summary>
    public IReadOnlyList<ValidationRule> Rules { get; init; } = [];

    /// <summary>Whether the schema is one of Kubernetes' own, whose objects are decoded strictly rather than pruned.</summary>
    public bool IsBuiltIn => Name.StartsWith("io.k8s.", StringComparison.Ordinal);

    /// <summary>The schema of a field, or null when the schema does not know it.</summary>
    public TypeSchema? Field(string name) =>
        Properties.TryGetValue(name, out var schema) ? schema
        : AdditionalProperties ?? (PreserveUnknownFields ? Any : null);

    public bool Equals(TypeSchema? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Name.Length > 0 ? Name : Type.ToString();
}
