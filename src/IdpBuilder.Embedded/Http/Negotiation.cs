using System.Globalization;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http;

/// <summary>What an <c>Accept</c> header comes to.</summary>
/// <param name="MediaType">The type of the answer: JSON, which is also a YAML text for clients that ask for YAML.</param>
/// <param name="Shape">The form of the objects in it.</param>
internal sealed record Negotiation(string MediaType, ResponseShape Shape)
{
    private const string Json = "application/json";
    private const string Yaml = "application/yaml";

    public static Negotiation Default { get; } = new(Json, ResponseShape.Whole);

    /// <summary>The whole object in the negotiated media type: subresources and Status answers know no other form.</summary>
    public Negotiation Whole => this with { Shape = ResponseShape.Whole };

    public static Negotiation Of(string accept)
    {
        if (accept.Length == 0)
        {
            return Default;
        }

        var ranges = accept.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Parse)
            .OrderByDescending(range => range.Quality);
        foreach (var (mediaType, parameters, _) in ranges)
        {
            if (TypeOf(mediaType) is { } type && ShapeOf(parameters) is { } shape)
            {
                return new Negotiation(type, shape);
            }
        }

        throw StatusFailures.NotAcceptable($"{Json}, {Yaml}");
    }

    private static string? TypeOf(string mediaType) => mediaType switch
    {
        Json or "*/*" or "application/*" or "text/*" => Json,
        Yaml => Yaml,
        _ => null,
    };

    private static ResponseShape? ShapeOf(Dictionary<string, string> parameters) =>
        parameters.GetValueOrDefault("as", string.Empty) switch
        {
            "" => ResponseShape.Whole,
            "Table" when IsMeta(parameters) => ResponseShape.Table,
            "PartialObjectMetadata" or "PartialObjectMetadataList" when IsMeta(parameters) => ResponseShape.Metadata,
            "APIGroupDiscoveryList" when parameters.GetValueOrDefault("g") == "apidiscovery.k8s.io"
                && parameters.GetValueOrDefault("v") == "v2" => ResponseShape.AggregatedDiscovery,
            _ => null,
        };

    private static bool IsMeta(Dictionary<string, string> parameters) =>
        parameters.GetValueOrDefault("g") == "meta.k8s.io" && parameters.GetValueOrDefault("v") == "v1";

    private static (string MediaType, Dictionary<string, string> Parameters, double Quality) Parse(string range)
    {
        var parts = range.Split(';', StringSplitOptions.TrimEntries);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parameters[part[..equals].Trim()] = part[(equals + 1)..].Trim().Trim('"');
            }
        }

        var quality = parameters.TryGetValue("q", out var text)
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 1;
        return (parts[0].ToLowerInvariant(), parameters, quality);
    }
}
