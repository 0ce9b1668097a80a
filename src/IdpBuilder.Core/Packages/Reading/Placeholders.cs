using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdpBuilder.Packages.Reading;

/// <summary>
/// Fills <c>((name))</c> in texts before they are parsed. Where a placeholder is all a YAML or JSON value says, it becomes the
/// value with its type (text is quoted, a list is a list); anywhere else, inside quotes too, it becomes the bare text.
/// Names that are neither declared nor built in stay as they are.
/// </summary>
internal sealed partial class Placeholders
{
    private const string BuiltIn = "idp.";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, JsonNode?> _values;

    private Placeholders(Dictionary<string, JsonNode?> values) => _values = values;

    /// <summary>The placeholders of a package: its parameters' values and what is built in.</summary>
    public static Placeholders Of(PlatformFacts platform, IEnumerable<KeyValuePair<string, JsonNode?>> values) =>
        new(new Dictionary<string, JsonNode?>(values, StringComparer.Ordinal)
        {
            ["idp.host"] = platform.Host,
            ["idp.port"] = platform.Port.ToString(CultureInfo.InvariantCulture),
            ["idp.protocol"] = platform.Protocol,
            ["idp.cluster"] = platform.Cluster,
        });

    /// <summary>Fills a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="structured">Whether it is YAML or JSON, in which whole values keep their types.</param>
    public string Fill(string text, bool structured)
    {
        if (!text.Contains("((", StringComparison.Ordinal))
        {
            return text;
        }

        var line = new LineCursor(text);
        return Form().Replace(text, match => _values.TryGetValue(match.Groups[1].Value, out var value)
            ? structured && IsWholeValue(line, match.Index, match.Index + match.Length) ? Typed(value) : Bare(value)
            : match.Value);
    }

    /// <summary>Reports each placeholder that looks built in and is not.</summary>
    public void Check(string text, string shown, Action<Diagnostic> report)
    {
        var line = new LineCursor(text);
        foreach (var match in text.Contains("((", StringComparison.Ordinal) ? Form().Matches(text).ToArray() : [])
        {
            var name = match.Groups[1].Value;
            if (name.StartsWith(BuiltIn, StringComparison.Ordinal) && !_values.ContainsKey(name))
            {
                var place = new SourceSpan(shown, line.At(match.Index).Number, match.Index - line.Start + 1);
                report(PackageMistakes.PlaceholderUnknown(name, _values.Keys.Where(known => known.StartsWith(BuiltIn, StringComparison.Ordinal)), place));
            }
        }
    }

    private static string Typed(JsonNode? value) => value?.ToJsonString(Plain) ?? "null";

    private static string Bare(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : Typed(value);

    private static bool IsWholeValue(LineCursor line, int start, int end)
    {
        var before = line.At(start).Before(start);
        var key = before.TrimEnd();
        var opens = key.Length < before.Length && (key.EndsWith(":", StringComparison.Ordinal) || key.Trim(" -").IsEmpty);
        var rest = line.At(end).From(end).TrimStart();
        return opens && (rest.IsEmpty || rest[0] is '#' or ',' or '}');
    }

    [GeneratedRegex(@"\(\(\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
