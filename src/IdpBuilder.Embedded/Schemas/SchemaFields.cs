namespace IdpBuilder.Embedded.Schemas;

/// <summary>
/// The named fields of an object. Built-in types read theirs from the table when first asked, which also lets types contain themselves.
/// </summary>
internal sealed class SchemaFields
{
    private readonly Lazy<Definition> _definition;

    public SchemaFields(IReadOnlyDictionary<string, TypeSchema> byName, IReadOnlyList<string> required) =>
        _definition = new Lazy<Definition>(new Definition(byName, required));

    public SchemaFields(Func<(IReadOnlyDictionary<string, TypeSchema> ByName, IReadOnlyList<string> Required)> read) =>
        _definition = new Lazy<Definition>(() =>
        {
            var (byName, required) = read();
            return new Definition(byName, required);
        });

    public static SchemaFields None { get; } = new(new Dictionary<string, TypeSchema>(), []);

    public IReadOnlyDictionary<string, TypeSchema> ByName => _definition.Value.ByName;

    public IReadOnlyList<string> Required => _definition.Value.Required;

    private sealed record Definition(IReadOnlyDictionary<string, TypeSchema> ByName, IReadOnlyList<string> Required);
}
