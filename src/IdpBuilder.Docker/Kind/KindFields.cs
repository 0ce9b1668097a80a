using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Docker.Kind;

/// <summary>The fields of an object in a configuration. What is misspelt or of a wrong type is collected, not passed over.</summary>
/// <param name="value">The object.</param>
/// <param name="path">Where it stands, as <c>nodes/0</c>; empty for the document.</param>
/// <param name="document">The document, which knows the lines.</param>
/// <param name="mistakes">Receives what is wrong.</param>
internal sealed class KindFields(JsonObject value, string path, ManifestDocument document, ICollection<string> mistakes)
{
    /// <summary>Says of every field that is not among these that there is none such.</summary>
    public KindFields Allow(params string[] names)
    {
        foreach (var (name, _) in value.Where(field => !names.Contains(field.Key, StringComparer.Ordinal)))
        {
            Complain(name, $"is not one of the fields {string.Join(", ", names)}");
        }

        return this;
    }

    /// <summary>A text; the given one when the field is absent.</summary>
    public string Text(string name, string otherwise = "") => Read(name, JsonValueKind.String, node => node.GetValue<string>(), otherwise);

    /// <summary>Whether a field is there and says nothing.</summary>
    public bool IsEmpty(string name) => value.TryGetPropertyValue(name, out var node) && (node is null || (node is JsonValue text && text.TryGetValue(out string? said) && said.Length == 0));

    /// <summary>One of several texts.</summary>
    public string Choice(string name, string otherwise, params string[] choices)
    {
        var text = Text(name, otherwise);
        if (!choices.Contains(text, StringComparer.Ordinal))
        {
            Complain(name, $"is '{text}' and can be {string.Join(" or ", choices)}");
            return otherwise;
        }

        return text;
    }

    /// <summary>Whether a field is there.</summary>
    public bool Has(string name) => value[name] is not null;

    /// <summary>A number from 0, or from the least one that has a meaning, to 65535.</summary>
    public int Port(string name, int least = 0) => Read(name, JsonValueKind.Number, node => node.AsValue().TryGetValue(out int number) && number >= least && number <= ushort.MaxValue ? number : throw new FormatException(), 0);

    /// <summary>True or false.</summary>
    public bool Flag(string name) => value[name]?.GetValueKind() == JsonValueKind.True || Read(name, JsonValueKind.False, _ => false, false);

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select((item, index) => item is JsonValue text && text.TryGetValue(out string? found) ? found : Wrong(index, item))];

    /// <summary>A list of objects.</summary>
    public IReadOnlyList<KindFields> Objects(string name)
    {
        var objects = new List<KindFields>();
        foreach (var (item, index) in Items(name).Select((item, index) => (item, index)))
        {
            var at = FormattableString.Invariant($"{name}/{index}");
            if (item is JsonObject content)
            {
                objects.Add(new KindFields(content, Join(at), document, mistakes));
            }
            else
            {
                Complain(at, "is no object");
            }
        }

        return objects;
    }

    /// <summary>An object; an empty one when the field is absent.</summary>
    public KindFields Object(string name) => new(Read(name, JsonValueKind.Object, node => node.AsObject(), []), Join(name), document, mistakes);

    /// <summary>The fields of an object as texts, for those whose names are free.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string name) =>
        Read(name, JsonValueKind.Object, node => node.AsObject(), []).ToDictionary(field => field.Key, field => field.Value is JsonValue text && text.TryGetValue(out string? found) ? found : field.Value?.ToJsonString() ?? string.Empty, StringComparer.Ordinal);

    /// <summary>Says what is wrong with a field.</summary>
    public void Complain(string name, string what) => mistakes.Add(FormattableString.Invariant($"line {document.Locate(Join(name)).Line}: '{Join(name).Replace('/', '.')}' {what}"));

    private T Read<T>(string name, JsonValueKind kind, Func<JsonNode, T> read, T otherwise)
    {
        if (value[name] is not { } node)
        {
            return otherwise;
        }

        try
        {
            if (node.GetValueKind() == kind)
            {
                return read(node);
            }
        }
        catch (FormatException)
        {
            // Told below, with what was found.
        }

        Complain(name, $"cannot be {node.ToJsonString()}");
        return otherwise;
    }

    private JsonArray Items(string name) => Read(name, JsonValueKind.Array, node => node.AsArray(), []);

    private string Wrong(int index, JsonNode? item)
    {
        Complain(FormattableString.Invariant($"{index}"), $"is {item?.ToJsonString() ?? "nothing"} and must be text");
        return string.Empty;
    }

    private string Join(string name) => path.Length == 0 ? name : $"{path}/{name}";
}
