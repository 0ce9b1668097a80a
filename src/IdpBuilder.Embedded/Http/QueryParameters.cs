using System.Globalization;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http;

/// <summary>The parameters of a query string; of a repeated one the first counts, as upstream reads them.</summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private QueryParameters()
    {
    }

    public static QueryParameters Parse(string query)
    {
        var result = new QueryParameters();
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            if (!result._values.TryGetValue(name, out var values))
            {
                result._values.Add(name, values = []);
            }

            values.Add(equals < 0 ? string.Empty : Decode(pair[(equals + 1)..]));
        }

        return result;
    }

    /// <summary>The value of a parameter; empty when it was not sent.</summary>
    public string this[string name] => _values.TryGetValue(name, out var values) ? values[0] : string.Empty;

    public bool Has(string name) => _values.ContainsKey(name);

    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <summary>A switch: everything but <c>false</c> and <c>0</c> turns it on.</summary>
    public bool Flag(string name) => OptionalFlag(name) ?? false;

    public bool? OptionalFlag(string name) =>
        Has(name) ? this[name] is not ("false" or "False" or "FALSE" or "f" or "F" or "0") : null;

    /// <summary>A whole number that is not negative; null when it was not sent.</summary>
    public long? Number(string name)
    {
        var text = this[name];
        if (text.Length == 0)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw StatusFailures.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
