using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Reading and writing encodings.</summary>
internal static class EncodingFunctions
{
    /// <summary>The functions.</summary>
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        GoFunction.Of<string>("b64enc", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        GoFunction.Of<string>("b64dec", FromBase64),
        GoFunction.Of<string>("sha1sum", text => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant()),
        GoFunction.Of<string>("sha256sum", text => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant()),
        GoFunction.Of<string>("sha512sum", text => Convert.ToHexString(SHA512.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant()),
        GoFunction.Of<object?>("toJson", value => GoJson.Write(value)),
        GoFunction.Of<object?>("mustToJson", value => GoJson.Write(value)),
        GoFunction.Of<object?>("toRawJson", value => GoJson.Write(value, escapeHtml: false)),
        GoFunction.Of<object?>("toPrettyJson", value => GoJson.Write(value, indent: true)),
        GoFunction.Of<string>("fromJson", text => FromJson(text, isStrict: false)),
        GoFunction.Of<string>("mustFromJson", text => FromJson(text, isStrict: true)),
        GoFunction.Of<object?>("toYaml", GoYaml.Write),
        GoFunction.Rest("html", 0, values => Html(GoPrintf.Print(values))),
        GoFunction.Rest("urlquery", 0, values => Uri.EscapeDataString(GoPrintf.Print(values)).Replace("%20", "+", StringComparison.Ordinal)),
    ];

    private static string Html(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("\"", "&#34;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : "illegal base64 data";
    }

    private static object? FromJson(string text, bool isStrict)
    {
        try
        {
            return ParameterValue.FromJson(JsonNode.Parse(text));
        }
        catch (JsonException mistake)
        {
            return isStrict ? throw new GoFunctionException(mistake.Message) : string.Empty;
        }
    }
}
