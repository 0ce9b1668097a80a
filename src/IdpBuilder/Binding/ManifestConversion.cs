using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Binding;

/// <summary>Reads a manifest from what a pipeline carries: a hashtable, an object from <c>ConvertFrom-Json</c>, a <see cref="Manifest"/>.</summary>
internal static class ManifestConversion
{
    private const int DepthLimit = 100;

    /// <summary>The manifest, or null when the value is not an object with a kind.</summary>
    public static Manifest? From(object value) => value switch
    {
        PSObject { BaseObject: Manifest manifest } => manifest,
        Manifest manifest => manifest,
        _ => ToJson(value) is JsonObject json && new Manifest(json) is { Kind.Length: > 0 } read ? read : null,
    };

    /// <summary>Any value as JSON.</summary>
    public static JsonNode? ToJson(object? value) => ToJson(value, 0);

    private static JsonNode? ToJson(object? value, int depth)
    {
        if (depth > DepthLimit)
        {
            throw CommandFailures.ObjectTooDeep(DepthLimit);
        }

        var plain = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        return plain switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            PSObject custom => FromProperties(custom, depth),
            IDictionary map => FromMap(map, depth),
            string or char => JsonValue.Create(plain.ToString()),
            bool flag => JsonValue.Create(flag),
            sbyte or byte or short or ushort or int or uint or long => JsonValue.Create(Convert.ToInt64(plain, CultureInfo.InvariantCulture)),
            ulong or float or double or decimal => FromNumber(Convert.ToDouble(plain, CultureInfo.InvariantCulture)),
            BigInteger large => FromNumber((double)large),
            DateTime time => JsonValue.Create(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(item => ToJson(item, depth + 1))]),
            _ => JsonValue.Create(Convert.ToString(plain, CultureInfo.InvariantCulture)),
        };
    }

    private static JsonValue FromNumber(double number) =>
        double.IsFinite(number) ? JsonValue.Create(number) : throw CommandFailures.NumberNotFinite(number);

    private static JsonObject FromProperties(PSObject value, int depth)
    {
        var json = new JsonObject();
        foreach (var property in value.Properties)
        {
            json[property.Name] = ToJson(property.Value, depth + 1);
        }

        return json;
    }

    private static JsonObject FromMap(IDictionary map, int depth)
    {
        var json = new JsonObject();
        foreach (DictionaryEntry entry in map)
        {
            json[Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!] = ToJson(entry.Value, depth + 1);
        }

        return json;
    }
}
