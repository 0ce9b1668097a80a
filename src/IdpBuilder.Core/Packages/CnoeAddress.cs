using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdpBuilder.Packages;

/// <summary>Addresses of the form <c>cnoe://relative/path</c>: a local directory, served from the platform's git server.</summary>
public static partial class CnoeAddress
{
    /// <summary>How an address begins.</summary>
    public const string Scheme = "cnoe://";

    /// <summary>The addresses in a text, as they are written; a text may be one, or a whole values file.</summary>
    public static IEnumerable<string> In(string text) =>
        text.Contains(Scheme, StringComparison.Ordinal) ? Form().Matches(text).Select(match => match.Value) : [];

    /// <summary>The addresses in every string of a value, each with its path (segments as in RFC 6901).</summary>
    public static IEnumerable<(string Address, string Path)> In(JsonNode? value, string path = "")
    {
        switch (value)
        {
            case JsonObject mapping:
                return mapping.SelectMany(entry => In(entry.Value, Below(path, entry.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))));
            case JsonArray list:
                return list.SelectMany((item, index) => In(item, Below(path, index.ToString(System.Globalization.CultureInfo.InvariantCulture))));
            case JsonValue scalar when scalar.TryGetValue(out string? text):
                return In(text).Select(address => (address, path));
            default:
                return [];
        }
    }

    /// <summary>The directory that an address means, seen from the directory of the file it stands in.</summary>
    public static string DirectoryOf(string address, string fileDirectory) =>
        Path.GetFullPath(Path.Combine(fileDirectory, address[Scheme.Length..].Replace('/', Path.DirectorySeparatorChar)));

    /// <summary>The text with its addresses replaced; one that is not in the map stays.</summary>
    public static string Rewrite(string text, IReadOnlyDictionary<string, string> urls) =>
        text.Contains(Scheme, StringComparison.Ordinal) ? Form().Replace(text, match => urls.GetValueOrDefault(match.Value, match.Value)) : text;

    /// <summary>Replaces the addresses in every string of a value, in place.</summary>
    public static void Rewrite(JsonNode? value, IReadOnlyDictionary<string, string> urls)
    {
        switch (value)
        {
            case JsonObject mapping:
                foreach (var key in mapping.Select(entry => entry.Key).ToArray())
                {
                    RewriteChild(mapping[key], urls, text => mapping[key] = text);
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    var position = index;
                    RewriteChild(list[index], urls, text => list[position] = text);
                }

                break;
            default:
                break;
        }
    }

    private static void RewriteChild(JsonNode? child, IReadOnlyDictionary<string, string> urls, Action<string> replace)
    {
        if (child is not JsonValue scalar)
        {
            Rewrite(child, urls);
        }
        else if (scalar.TryGetValue(out string? text) && text.Contains(Scheme, StringComparison.Ordinal))
        {
            replace(Rewrite(text, urls));
        }
    }

    private static string Below(string path, string segment) => path.Length == 0 ? segment : $"{path}/{segment}";

    // Ends where a YAML or JSON text around it goes on; braces belong to it only as a template.
    [GeneratedRegex("""cnoe://(?:[^\s"'`<>,;|()\[\]{}]|\{\{[^}]*\}\})*""", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
