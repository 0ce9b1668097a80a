using System.Collections.Concurrent;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>
/// The types of one API group version, from a text of one line per type and one indented line per field
/// (docs/adr/0005-built-in-schemas.md). Loading only finds where types begin; their fields are read when asked for.
/// </summary>
internal sealed class SchemaTable
{
    private readonly string _text;
    private readonly string _definitions;
    private readonly Dictionary<string, Heading> _headings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TypeSchema> _types = new(StringComparer.Ordinal);

    /// <summary>Reads a table.</summary>
    /// <param name="name">The name by which other tables refer to it.</param>
    /// <param name="text">The table.</param>
    /// <exception cref="FormatException">The text is no table.</exception>
    public SchemaTable(string name, string text)
    {
        Name = name;
        _text = text;
        _definitions = Index();
        Kinds = [.. _headings.Where(heading => heading.Value.IsKind).Select(heading => heading.Key).Order(StringComparer.Ordinal)];
    }

    public string Name { get; }

    /// <summary>The types that are objects of their own.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>All types.</summary>
    public IEnumerable<string> TypeNames => _headings.Keys;

    /// <summary>Loads a table that is built in.</summary>
    public static SchemaTable Load(string name)
    {
        using var stream = typeof(SchemaTable).Assembly.GetManifestResourceStream($"Schemas/{name}.schema")
            ?? throw new ArgumentException($"There is no schema table '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return new SchemaTable(name, reader.ReadToEnd());
    }

    public TypeSchema? FindKind(string kind) =>
        _headings.TryGetValue(kind, out var heading) && heading.IsKind ? Type(kind) : null;

    public TypeSchema Type(string name) => _types.GetOrAdd(name, Make);

    private TypeSchema Make(string name)
    {
        if (!_headings.TryGetValue(name, out var heading))
        {
            throw new FormatException($"The schema table '{Name}' has no type '{name}'.");
        }

        return new TypeSchema
        {
            Name = $"{_definitions}.{name}",
            Type = SchemaType.Object,
            IsAtomic = heading.IsAtomic,
            Fields = new SchemaFields(() => ReadFields(heading)),
        };
    }

    private List<SchemaField> ReadFields(Heading heading)
    {
        var fields = new List<SchemaField>();
        if (heading.IsKind)
        {
            fields.Add(new SchemaField("apiVersion", Required: false, SchemaFieldReader.Text, Number: string.Empty));
            fields.Add(new SchemaField("kind", Required: false, SchemaFieldReader.Text, Number: string.Empty));
        }

        foreach (var line in _text.AsSpan(heading.Start, heading.Length).EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                fields.Add(SchemaFieldReader.Read(line.Trim().ToString(), Name));
            }
        }

        return fields;
    }

    private string Index()
    {
        var definitions = string.Empty;
        (string Name, Heading Heading)? open = null;
        var at = 0;
        while (at < _text.Length)
        {
            var end = _text.IndexOf('\n', at);
            end = end < 0 ? _text.Length : end;
            if (_text[at] is not (' ' or '\n' or '\r'))
            {
                Close(open, at);
                var words = _text[at..end].TrimEnd('\r').Split(' ');
                open = null;
                switch (words)
                {
                    case ["group", _, "as", var prefix]:
                        definitions = prefix;
                        break;
                    case ["kind" or "type", var name, .. var marks]:
                        open = (name, new Heading(Math.Min(end + 1, _text.Length), 0, words[0] == "kind", marks.Contains("atomic")));
                        break;
                    default:
                        throw new FormatException($"The schema table '{Name}' has an unknown heading: {_text[at..end]}");
                }
            }

            at = end + 1;
        }

        Close(open, _text.Length);
        return definitions;
    }

    private void Close((string Name, Heading Heading)? open, int end)
    {
        if (open is var (name, heading))
        {
            _headings.Add(name, heading with { Length = Math.Max(0, end - heading.Start) });
        }
    }

    private readonly record struct Heading(int Start, int Length, bool IsKind, bool IsAtomic);
}
