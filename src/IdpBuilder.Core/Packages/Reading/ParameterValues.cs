using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdpBuilder.Packages.Reading;

/// <summary>Brings the values given for a package's parameters into the types it declares.</summary>
internal static class ParameterValues
{
    /// <summary>How long a pattern may think about one value.</summary>
    public static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The value of every parameter that has one, with a diagnostic for each that is wrong or missing.</summary>
    public static Dictionary<string, JsonNode?> Resolve(
        string package, PackageDeclaration declaration, IReadOnlyDictionary<string, object?> given, ICollection<Diagnostic> diagnostics)
    {
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var parameter in declaration.Parameters)
        {
            if (!given.TryGetValue(parameter.Name, out var value) || value is null)
            {
                if (parameter.Default is null && parameter.Required)
                {
                    diagnostics.Add(DeclarationMistakes.Missing(parameter, package, parameter.Span));
                }

                values[parameter.Name] = parameter.Default;
                continue;
            }

            var node = Convert(parameter.Type, value);
            if (node is null)
            {
                diagnostics.Add(DeclarationMistakes.WrongType(parameter, ToNode(value), parameter.Span));
            }
            else
            {
                Check(parameter, node, parameter.Span, diagnostics);
                values[parameter.Name] = node;
            }
        }

        return values;
    }

    /// <summary>Reports a value that its parameter does not take.</summary>
    public static void Check(PackageParameter parameter, JsonNode value, SourceSpan span, ICollection<Diagnostic> diagnostics)
    {
        var text = TextOf(value);
        if (Convert(parameter.Type, value) is null)
        {
            diagnostics.Add(DeclarationMistakes.WrongType(parameter, value, span));
        }
        else if (parameter.Enum.Count > 0 && !parameter.Enum.Contains(text, StringComparer.Ordinal))
        {
            diagnostics.Add(DeclarationMistakes.NotAllowed(parameter, span));
        }
        else if (parameter.Pattern.Length > 0 && !Matches(text, parameter.Pattern))
        {
            diagnostics.Add(DeclarationMistakes.NoMatch(parameter, span));
        }
    }

    /// <summary>A value as text: a string bare, anything else as JSON.</summary>
    public static string TextOf(JsonNode value) =>
        value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : value.ToJsonString();

    /// <summary>The value in a type, or null when it is not of it. Text counts as a number or a boolean where it is exactly one.</summary>
    public static JsonNode? Convert(ParameterType type, object value)
    {
        var node = ToNode(value);
        var kind = node?.GetValueKind();
        return type switch
        {
            ParameterType.String => kind == JsonValueKind.String ? node : null,
            ParameterType.Int => kind is JsonValueKind.Number or JsonValueKind.String && Whole(TextOf(node!)) is { } whole ? whole : null,
            ParameterType.Number => kind == JsonValueKind.Number ? node : kind == JsonValueKind.String ? Decimal(TextOf(node!)) : null,
            ParameterType.Bool => kind is JsonValueKind.True or JsonValueKind.False ? node : kind == JsonValueKind.String ? Flag(TextOf(node!)) : null,
            ParameterType.Array => kind == JsonValueKind.Array ? node : null,
            _ => kind == JsonValueKind.Object ? node : null,
        };
    }

    private static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        float or double or decimal or byte or sbyte or short or ushort or int or uint or long or ulong =>
            JsonNode.Parse(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        IDictionary mapping => ToObject(mapping),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(ToNode)]),
        IFormattable other => JsonValue.Create(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };

    private static JsonObject ToObject(IDictionary mapping)
    {
        var result = new JsonObject();
        foreach (DictionaryEntry entry in mapping)
        {
            result[System.Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!] = ToNode(entry.Value);
        }

        return result;
    }

    private static JsonValue? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;

    private static JsonNode? Decimal(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : null;

    private static JsonNode? Flag(string text) => bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null;

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
