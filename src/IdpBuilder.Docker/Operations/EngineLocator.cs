using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Docker.Operations;

/// <summary>
/// Finds the engine that the <c>docker</c> program would use: <c>DOCKER_HOST</c>, then <c>DOCKER_CONTEXT</c>, then the current
/// context of Docker's configuration, then the usual sockets, those of Docker Desktop, Rancher Desktop and Podman among them.
/// </summary>
/// <param name="environment">The machine.</param>
internal sealed class EngineLocator(EngineEnvironment environment)
{
    /// <summary>The address.</summary>
    /// <exception cref="Errors.IdpException"><c>EngineAddressInvalid</c> or <c>EngineContextNotFound</c>.</exception>
    public EngineAddress Find()
    {
        var host = environment.Text("DOCKER_HOST");
        if (host.Length > 0)
        {
            var certificates = environment.Text("DOCKER_TLS_VERIFY").Length == 0 ? string.Empty
                : environment.Variable("DOCKER_CERT_PATH") is { Length: > 0 } path ? path : environment.ConfigFolder;
            return new EngineAddress(Parse(host, "DOCKER_HOST"), "DOCKER_HOST", certificates);
        }

        var context = environment.Variable("DOCKER_CONTEXT") is { Length: > 0 } named ? named : CurrentContext();
        return context is "" or "default" ? Usual() : OfContext(context);
    }

    private static Uri Parse(string text, string origin)
    {
        // Docker takes unix:///path and npipe:////./pipe/name; the latter is no URI that .NET would read as one.
        var readable = text.StartsWith("npipe:////./", StringComparison.Ordinal) ? "npipe://./" + text["npipe:////./".Length..] : text;
        return Uri.TryCreate(readable, UriKind.Absolute, out var address) && address.Scheme is "unix" or "npipe" or "tcp" or "http" or "https"
            ? address
            : throw DockerFailures.AddressInvalid(text, origin);
    }

    private string CurrentContext()
    {
        var file = environment.ConfigFile;
        try
        {
            return environment.ReadText(file) is { } text && JsonNode.Parse(text)?["currentContext"] is JsonValue value && value.TryGetValue(out string? name) ? name : string.Empty;
        }
        catch (JsonException exception)
        {
            throw DockerFailures.ConfigurationUnreadable(file, exception);
        }
    }

    private EngineAddress OfContext(string name)
    {
        var id = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name))).ToLowerInvariant();
        var file = Path.Combine(environment.ConfigFolder, "contexts", "meta", id, "meta.json");
        var text = environment.ReadText(file) ?? throw DockerFailures.ContextNotFound(name, file);
        try
        {
            var host = (string?)JsonNode.Parse(text)?["Endpoints"]?["docker"]?["Host"] ?? throw DockerFailures.ContextNotFound(name, file);
            var tls = Path.Combine(environment.ConfigFolder, "contexts", "tls", id, "docker");
            var origin = $"the context '{name}'";
            return new EngineAddress(Parse(host, origin), origin, environment.Exists(Path.Combine(tls, "ca.pem")) ? tls : string.Empty);
        }
        catch (JsonException exception)
        {
            throw DockerFailures.ConfigurationUnreadable(file, exception);
        }
    }

    private EngineAddress Usual()
    {
        if (environment.Windows)
        {
            return new EngineAddress(new Uri("npipe://./pipe/docker_engine"), EngineAddress.Default);
        }

        string[] sockets =
        [
            "/var/run/docker.sock",
            .. environment.Variable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? new[] { $"{runtime}/docker.sock", $"{runtime}/podman/podman.sock" } : [],
            $"{environment.Home}/.docker/run/docker.sock",
            $"{environment.Home}/.rd/docker.sock",
            "/run/podman/podman.sock",
        ];
        return new EngineAddress(new Uri("unix://" + (Array.Find(sockets, socket => environment.Exists(socket)) ?? sockets[0])), EngineAddress.Default);
    }
}
