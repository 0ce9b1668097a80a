using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Registries;

/// <summary>Finds credentials where the <c>docker</c> program does: in its configuration, and by the helpers that this names.</summary>
/// <param name="environment">The machine.</param>
/// <param name="helper">Runs a helper: its name, the action, what it is asked for.</param>
internal sealed class RegistryCredentials(EngineEnvironment environment, Func<string, string, string, CancellationToken, Task<(bool Succeeded, string Output)>> helper)
{
    /// <summary>Where the kubelet of a node looks for credentials.</summary>
    public const string NodePath = "/var/lib/kubelet/config.json";

    // The name under which Docker's own registry is kept, for reasons of age.
    private const string OldName = "https://index.docker.io/v1/";

    /// <summary>The address of a registry as logins name it.</summary>
    public static string AddressOf(string registry) => registry == "docker.io" ? OldName : registry;

    /// <summary>The credentials for a registry; null when there are none, which registries with public images take.</summary>
    /// <exception cref="Errors.IdpException"><c>RegistryCredentialsUnavailable</c> or <c>EngineConfigurationUnreadable</c>.</exception>
    public Task<RegistryCredential?> FindAsync(string registry, CancellationToken stop) => FindAsync(Read(environment.ConfigFile), registry, stop);

    /// <summary>The text of a configuration that needs no helpers, with which nodes log in; null when none of the files exists.</summary>
    public async Task<string?> ForNodesAsync(IReadOnlyList<string> files, CancellationToken stop)
    {
        if (files.FirstOrDefault(path => environment.ReadText(path) is not null) is not { } file)
        {
            return null;
        }

        var configuration = Read(file);
        var logins = new JsonObject();
        foreach (var registry in await RegistriesAsync(configuration, stop).ConfigureAwait(false))
        {
            if (await FindAsync(configuration, registry, stop).ConfigureAwait(false) is { } credential)
            {
                logins[registry] = credential.IdentityToken.Length > 0
                    ? new JsonObject { ["identitytoken"] = credential.IdentityToken }
                    : new JsonObject { ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}")) };
            }
        }

        return new JsonObject { ["auths"] = logins }.ToJsonString();
    }

    private async Task<RegistryCredential?> FindAsync(JsonObject configuration, string registry, CancellationToken stop)
    {
        var keys = registry is "docker.io" or OldName ? new[] { OldName, "docker.io", "index.docker.io" } : [registry, $"https://{registry}", $"http://{registry}"];
        var own = keys.Select(key => Text(configuration["credHelpers"], key)).FirstOrDefault(name => name.Length > 0);
        var store = own ?? Text(configuration, "credsStore");
        foreach (var key in keys)
        {
            if (store.Length > 0 && await AskAsync(store, key, required: own is not null, stop).ConfigureAwait(false) is { } kept)
            {
                return kept;
            }

            if (configuration["auths"]?[key] is JsonObject login && Written(login) is { } written)
            {
                return written;
            }
        }

        return null;
    }

    private async Task<RegistryCredential?> AskAsync(string name, string registry, bool required, CancellationToken stop)
    {
        var program = "docker-credential-" + name;
        var (succeeded, output) = await helper(program, "get", registry, stop).ConfigureAwait(false);
        if (!succeeded)
        {
            // A store that everything goes to need not know this registry; one that is named for it must.
            return !required || output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw KindFailures.CredentialsUnavailable(registry, program, output, null);
        }

        var answer = Answer(registry, program, output);
        var (user, secret) = (Text(answer, "Username"), Text(answer, "Secret"));
        return secret.Length == 0 ? null : user == "<token>" ? new RegistryCredential(string.Empty, string.Empty, secret) : new RegistryCredential(user, secret);
    }

    private static JsonNode? Answer(string registry, string program, string output)
    {
        try
        {
            return JsonNode.Parse(output);
        }
        catch (JsonException exception)
        {
            throw KindFailures.CredentialsUnavailable(registry, program, "its answer is no JSON", exception);
        }
    }

    private async Task<IReadOnlyList<string>> RegistriesAsync(JsonObject configuration, CancellationToken stop)
    {
        var names = Names(configuration["auths"]).Concat(Names(configuration["credHelpers"])).ToList();
        if (Text(configuration, "credsStore") is { Length: > 0 } store)
        {
            var program = "docker-credential-" + store;
            var (succeeded, output) = await helper(program, "list", string.Empty, stop).ConfigureAwait(false);
            names.AddRange(succeeded ? Names(Answer(string.Empty, program, output)) : throw KindFailures.CredentialsUnavailable(string.Empty, program, output, null));
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private JsonObject Read(string file)
    {
        try
        {
            return environment.ReadText(file) is { } text ? JsonNode.Parse(text) as JsonObject ?? [] : [];
        }
        catch (JsonException exception)
        {
            throw DockerFailures.ConfigurationUnreadable(file, exception);
        }
    }

    private static RegistryCredential? Written(JsonObject login)
    {
        if (Text(login, "identitytoken") is { Length: > 0 } token)
        {
            return new RegistryCredential(string.Empty, string.Empty, token);
        }

        var bytes = new byte[Text(login, "auth").Length];
        var pair = Convert.TryFromBase64String(Text(login, "auth"), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0') : string.Empty;
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new RegistryCredential(pair[..colon], pair[(colon + 1)..]);
    }

    private static IEnumerable<string> Names(JsonNode? map) => (map as JsonObject)?.Select(pair => pair.Key) ?? [];

    private static string Text(JsonNode? map, string name) => (map as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
