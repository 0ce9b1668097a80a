using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Docker.Operations;

/// <summary>The proxies for containers: those of the environment, and what it leaves open, of Docker's configuration, as the <c>docker</c> program gives them to what it makes.</summary>
/// <param name="environment">The machine.</param>
internal sealed class EngineProxies(EngineEnvironment environment)
{
    private static readonly (string Variable, string Field)[] Known = [("HTTP_PROXY", "httpProxy"), ("HTTPS_PROXY", "httpsProxy"), ("NO_PROXY", "noProxy")];

    /// <summary>The variables, by their names in capital letters.</summary>
    /// <param name="endpoint">The engine, for which the configuration may have proxies of its own.</param>
    /// <exception cref="Errors.IdpException"><c>EngineConfigurationUnreadable</c>.</exception>
    public IReadOnlyDictionary<string, string> For(Uri endpoint)
    {
        var configured = Configured(endpoint.ToString().TrimEnd('/'));
        return Known
            .Select(proxy => (proxy.Variable, Value: Value(proxy.Variable) is { Length: > 0 } set ? set : Text(configured, proxy.Field)))
            .Where(proxy => proxy.Value.Length > 0)
            .ToDictionary(proxy => proxy.Variable, proxy => proxy.Value, StringComparer.Ordinal);
    }

    private string Value(string name) => environment.Text(name) is { Length: > 0 } upper ? upper : environment.Text(name.ToLowerInvariant());

    private JsonNode? Configured(string endpoint)
    {
        try
        {
            var proxies = environment.ReadText(environment.ConfigFile) is { } text ? (JsonNode.Parse(text) as JsonObject)?["proxies"] as JsonObject : null;
            return proxies?[endpoint] ?? proxies?["default"];
        }
        catch (JsonException exception)
        {
            throw DockerFailures.ConfigurationUnreadable(environment.ConfigFile, exception);
        }
    }

    private static string Text(JsonNode? proxies, string field) => proxies is JsonObject && proxies[field] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
