using System.Text;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Selection;

/// <summary>Selects objects by the few fields that their type allows.</summary>
internal sealed class FieldSelector
{
    private readonly IReadOnlyList<(Func<StoredObject, string> Read, string Value, bool Equal)> _terms;

    private FieldSelector(IReadOnlyList<(Func<StoredObject, string>, string, bool)> terms) => _terms = terms;

    /// <summary>Selects everything.</summary>
    public static FieldSelector Everything { get; } = new([]);

    public bool IsEmpty => _terms.Count == 0;

    public bool Matches(StoredObject item)
    {
        foreach (var (read, value, equal) in _terms)
        {
            if ((read(item) == value) != equal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a selector as it stands in a query.</summary>
    public static FieldSelector Parse(string text, ResourceType type)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Everything;
        }

        var terms = new List<(Func<StoredObject, string>, string, bool)>();
        foreach (var term in Split(text))
        {
            var (field, value, equal) = Divide(term, text);
            terms.Add((SelectableFields.Reader(type, field), Unescape(value), equal));
        }

        return new FieldSelector(terms);
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == ',' && !IsEscaped(text, at)))
            {
                if (at > start)
                {
                    yield return text[start..at];
                }

                start = at + 1;
            }
        }
    }

    private static bool IsEscaped(string text, int at)
    {
        var slashes = 0;
        while (at - slashes > 0 && text[at - slashes - 1] == '\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }

    private static (string Field, string Value, bool Equal) Divide(string term, string all)
    {
        foreach (var (mark, equal) in new[] { ("!=", false), ("==", true), ("=", true) })
        {
            var at = term.IndexOf(mark, StringComparison.Ordinal);
            if (at > 0)
            {
                return (term[..at], term[(at + mark.Length)..], equal);
            }
        }

        throw StatusFailures.BadRequest($"invalid selector: '{all}'; can't understand '{term}'");
    }

    private static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        var result = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\')
            {
                at++;
                if (at == value.Length || value[at] is not ('\\' or ',' or '='))
                {
                    throw StatusFailures.BadRequest($"invalid field selector: invalid escape sequence in '{value}'");
                }
            }

            result.Append(value[at]);
        }

        return result.ToString();
    }
}
