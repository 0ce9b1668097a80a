using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Git.Objects;
using IdpBuilder.Git.Pushing;
using IdpBuilder.Manifests;
using IdpBuilder.Platform;

namespace IdpBuilder.Git.Gitea;

/// <summary>Gitea's requests that are needed: its API for the repositories, git's own protocol for what is in them.</summary>
/// <param name="connection">The way to it.</param>
internal sealed class GiteaApi(GiteaConnection connection)
{
    /// <summary>The branch that holds the content.</summary>
    public const string Branch = "main";

    private const string Hooks = "api/v1/admin/hooks";
    private const int PageSize = 50;
    private const int TreePageSize = 1000;

    private readonly string _owner = Uri.EscapeDataString(connection.Server.Owner);

    /// <summary>The newest commit of a repository; empty when there is no such repository or nothing in it.</summary>
    public async Task<string> HeadAsync(string name, CancellationToken stop)
    {
        var path = $"api/v1/repos/{_owner}/{name}/git/commits/{Branch}?stat=false&verification=false&files=false";
        var (code, answer) = await AskAsync(HttpMethod.Get, path, null, stop).ConfigureAwait(false);
        return code switch
        {
            HttpStatusCode.OK when answer is JsonObject commit => commit.Text("sha"),
            HttpStatusCode.NotFound or HttpStatusCode.Conflict => string.Empty,
            _ => throw GitFailures.Refused($"Looking at '{name}'", name, code, MessageOf(answer)),
        };
    }

    /// <summary>
    /// Whether a commit holds a tree. Gitea tells nobody a tree's id: what it says to be one is the commit's. But a tree is what its
    /// entries are.
    /// </summary>
    public async Task<bool> HoldsAsync(string name, string commit, GitTree tree, CancellationToken stop)
    {
        var seen = 0;
        for (var page = 1; ; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"api/v1/repos/{_owner}/{name}/git/trees/{commit}?recursive=false&page={page}&per_page={TreePageSize}");
            var (code, answer) = await AskAsync(HttpMethod.Get, path, null, stop).ConfigureAwait(false);
            if (code != HttpStatusCode.OK || answer is not JsonObject part)
            {
                throw GitFailures.Refused($"Looking at '{name}'", name, code, MessageOf(answer));
            }

            foreach (var entry in part.Children("tree"))
            {
                seen++;
                if (tree.Entries.GetValueOrDefault(entry.Text("path")) != (entry.Text("mode").TrimStart('0'), entry.Text("sha")))
                {
                    return false;
                }
            }

            if (!part.Flag("truncated"))
            {
                return seen == tree.Entries.Count;
            }
        }
    }

    /// <summary>Makes a repository unless it exists.</summary>
    public async Task CreateAsync(string name, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["name"] = name,
            ["description"] = "Published by IdpBuilder: what is changed here is replaced with the next Update-IdpPackage.",
            ["private"] = false,
            ["auto_init"] = false,
            ["default_branch"] = Branch,
            ["object_format_name"] = "sha1",
        };
        var (code, answer) = await AskAsync(HttpMethod.Post, "api/v1/user/repos", body, stop).ConfigureAwait(false);
        if (code is not (HttpStatusCode.Created or HttpStatusCode.Conflict))
        {
            throw GitFailures.Refused($"Making the repository '{name}'", name, code, MessageOf(answer));
        }
    }

    /// <summary>Removes a repository; false when there was none.</summary>
    public async Task<bool> RemoveAsync(string name, CancellationToken stop)
    {
        var (code, answer) = await AskAsync(HttpMethod.Delete, $"api/v1/repos/{_owner}/{name}", null, stop).ConfigureAwait(false);
        return code switch
        {
            HttpStatusCode.NoContent => true,
            HttpStatusCode.NotFound => false,
            _ => throw GitFailures.Refused($"Removing the repository '{name}'", name, code, MessageOf(answer)),
        };
    }

    /// <summary>The names of the owner's repositories.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken stop)
    {
        var names = new List<string>();
        for (var page = 1; ; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"api/v1/user/repos?page={page}&limit={PageSize}");
            var (code, answer) = await AskAsync(HttpMethod.Get, path, null, stop).ConfigureAwait(false);
            if (code != HttpStatusCode.OK || answer is not JsonArray repositories)
            {
                throw GitFailures.Refused("Listing the repositories", connection.Server.Owner, code, MessageOf(answer));
            }

            // A server may give fewer on a page than it is asked for: only an empty one is the last.
            if (repositories.Count == 0)
            {
                return names;
            }

            names.AddRange(repositories.OfType<JsonObject>()
                .Where(repository => string.Equals(repository.Child("owner").Text("login"), connection.Server.Owner, StringComparison.OrdinalIgnoreCase))
                .Select(repository => repository.Text("name")));
        }
    }

    /// <summary>Whether the server takes what the owner shows.</summary>
    public async Task<bool> IsWelcomeAsync(CancellationToken stop)
    {
        var (response, _) = await connection.SendAsync(HttpMethod.Get, "api/v1/user", null, stop).ConfigureAwait(false);
        using (response)
        {
            return response.StatusCode != HttpStatusCode.Unauthorized;
        }
    }

    /// <summary>Makes an access token of the owner, who must have come with his password; it may do whatever he may.</summary>
    /// <returns>The token, which is told only now.</returns>
    public async Task<string> MakeTokenAsync(string name, CancellationToken stop)
    {
        var body = new JsonObject { ["name"] = name, ["scopes"] = new JsonArray("all") };
        var (code, answer) = await AskAsync(HttpMethod.Post, $"api/v1/users/{_owner}/tokens", body, stop).ConfigureAwait(false);
        return code == HttpStatusCode.Created && (answer as JsonObject).Text("sha1") is { Length: > 0 } token
            ? token
            : throw GitFailures.Refused($"Making a token for '{connection.Server.Owner}'", connection.Server.Owner, code, MessageOf(answer));
    }

    /// <summary>Removes an access token of the owner; one that is not there is well.</summary>
    public async Task RemoveTokenAsync(string name, CancellationToken stop)
    {
        var (code, answer) = await AskAsync(HttpMethod.Delete, $"api/v1/users/{_owner}/tokens/{name}", null, stop).ConfigureAwait(false);
        if (code is not (HttpStatusCode.NoContent or HttpStatusCode.NotFound))
        {
            throw GitFailures.Refused($"Removing the token '{name}'", connection.Server.Owner, code, MessageOf(answer));
        }
    }

    /// <summary>The hooks of the whole server, with the addresses that they call. They do not come in pages.</summary>
    public async Task<IReadOnlyList<(long Id, string Address)>> HooksAsync(CancellationToken stop)
    {
        var (code, answer) = await AskAsync(HttpMethod.Get, Hooks, null, stop).ConfigureAwait(false);
        return code == HttpStatusCode.OK && answer is JsonArray hooks
            ? [.. hooks.OfType<JsonObject>().Select(hook => ((long)hook["id"]!, hook.Child("config").Text("url")))]
            : throw GitFailures.Refused("Listing the hooks of the server", connection.Server.Owner, code, MessageOf(answer));
    }

    /// <summary>Makes a hook that tells of pushes to every repository.</summary>
    public async Task CreateHookAsync(PushListener listener, CancellationToken stop)
    {
        var body = HookOf(listener);
        body["type"] = "gitea";
        body["config"]!["is_system_webhook"] = "true";
        var (code, answer) = await AskAsync(HttpMethod.Post, Hooks, body, stop).ConfigureAwait(false);
        if (code != HttpStatusCode.Created)
        {
            throw GitFailures.Refused($"Making a hook for '{listener}'", listener.Address, code, MessageOf(answer));
        }
    }

    /// <summary>Lets a hook be as it would be made.</summary>
    public async Task ChangeHookAsync(long hook, PushListener listener, CancellationToken stop)
    {
        var (code, answer) = await AskAsync(HttpMethod.Patch, HookPath(hook), HookOf(listener), stop).ConfigureAwait(false);
        if (code != HttpStatusCode.OK)
        {
            throw GitFailures.Refused($"Changing the hook for '{listener}'", listener.Address, code, MessageOf(answer));
        }
    }

    /// <summary>Removes a hook; one that is not there is well.</summary>
    public async Task RemoveHookAsync(long hook, CancellationToken stop)
    {
        var (code, answer) = await AskAsync(HttpMethod.Delete, HookPath(hook), null, stop).ConfigureAwait(false);
        if (code is not (HttpStatusCode.NoContent or HttpStatusCode.NotFound))
        {
            throw GitFailures.Refused("Removing a hook", connection.Server.Owner, code, MessageOf(answer));
        }
    }

    /// <summary>Sends a commit with all it holds.</summary>
    public async Task<PushReport> PushAsync(string name, Push push, CancellationToken stop)
    {
        using var content = new ByteArrayContent(push.ToBody());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-git-receive-pack-request");
        var (response, body) = await connection.SendAsync(HttpMethod.Post, $"{_owner}/{name}.git/git-receive-pack", content, stop).ConfigureAwait(false);
        using (response)
        {
            ThrowIfUnauthorized(response.StatusCode);
            return response.IsSuccessStatusCode
                ? PushReport.Read(body)
                : throw GitFailures.Refused($"Publishing '{name}'", name, response.StatusCode, Encoding.UTF8.GetString(body).Trim());
        }
    }

    private async Task<(HttpStatusCode Code, JsonNode? Answer)> AskAsync(HttpMethod method, string path, JsonObject? body, CancellationToken stop)
    {
        using var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var (response, answer) = await connection.SendAsync(method, path, content, stop).ConfigureAwait(false);
        using (response)
        {
            ThrowIfUnauthorized(response.StatusCode);
            return (response.StatusCode, Parsed(answer));
        }
    }

    private void ThrowIfUnauthorized(HttpStatusCode code)
    {
        if (code == HttpStatusCode.Unauthorized)
        {
            throw GitFailures.Unauthorized(connection.Server.Owner);
        }
    }

    private static string HookPath(long hook) => string.Create(CultureInfo.InvariantCulture, $"{Hooks}/{hook}");

    private static JsonObject HookOf(PushListener listener) => new()
    {
        ["active"] = true,
        ["events"] = new JsonArray("push"),
        ["config"] = new JsonObject { ["url"] = listener.Address, ["content_type"] = "json", ["secret"] = listener.Secret },
    };

    private static string MessageOf(JsonNode? answer) => (answer as JsonObject).Text("message");

    // A proxy's page, or nothing at all: the code says enough.
    private static JsonNode? Parsed(byte[] answer)
    {
        try
        {
            return answer.Length == 0 ? null : JsonNode.Parse(answer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
