namespace IdpBuilder.Embedded.Schemas;

/// <summary>
/// The named fields of an object. Built-in types read theirs from the table when first asked, which also lets types contain themselves.
/// </summary>
internal sealed class SchemaFields
{
    private readonly Lazy<Definition> _definition;

    public SchemaFields(IReadOnlyDictionary<string, TypeSchema> byName, IReadOnlyList<string> required) =>
        _definition = new Lazy<Definition>(new Definition(byName, required, new Lazy<FieldNumbers>(FieldNumbers.Of([]))));

    public SchemaFields(Func<IReadOnlyList<SchemaField>> read) =>
        _definition = new Lazy<Definition>(() =>
        {
            var fields = read();
            return new Definition(
                fields.ToDictionary(field => field.Name, field => field.Schema, StringComparer.Ordinal),
                [.. fields.Where(field => field.Required).Select(field => field.Name)],
                new Lazy<FieldNumbers>(() => FieldNumbers.Of(fields)));
        });

    public static SchemaFields None { get; } = new(new Dictionary<string, TypeSchema>(), []);

    public IReadOnlyDictionary<string, TypeSchema> ByName => _definition.Value.ByName;

    public IReadOnlyList<string> Required => _definition.Value.Required;

    /// <summary>The protobuf form; without any number for types that have none.</summary>
    public FieldNumbers Numbers => _definition.Value.Numbers.Value;

    private sealed record Definition(
        IReadOnlyDictionary<string, TypeSchema> ByName, IReadOnlyList<string> Required, Lazy<FieldNumbers> Numbers);
}
