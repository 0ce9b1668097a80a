using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IdpBuilder.Tests.Forwarding;
using IdpBuilder.Tests.Repositories;

namespace IdpBuilder.Git.Tests.Gitea;

/// <summary>What Gitea does and answers, over real repositories in a temporary directory.</summary>
internal sealed class GiteaAnswers(string owner) : IDisposable
{
    // Fewer than anybody asks for: Gitea's administrators may set that.
    private const int LargestPage = 2;

    // Gitea's database lets a name be taken once.
    private readonly SemaphoreSlim _making = new(1, 1);
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly string _root = Directory.CreateTempSubdirectory("idp-gitea-").FullName;

    public IReadOnlyDictionary<string, string> Tokens => _tokens;

    public GiteaHookAnswers Hooks { get; } = new();

    public string DirectoryOf(string name) => Path.Combine(_root, name + ".git");

    public void Dispose()
    {
        _making.Dispose();
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(_root, recursive: true);
    }

    public async Task<(int Code, JsonNode? Body)> ToAsync(HttpRequest request)
    {
        string[] path = request.Path.Split('/')[3..];
        return (request.Method, path) switch
        {
            ("POST", ["users", _, "tokens"]) => MakeToken(JsonNode.Parse(request.Body)!.AsObject()),
            ("DELETE", ["users", _, "tokens", var name]) => _tokens.TryRemove(name, out var _) ? (204, null) : (404, Message("The target couldn't be found.")),
            (_, ["admin", "hooks", ..]) => Hooks.To(request.Method, path.ElementAtOrDefault(2), request.Body.Length == 0 ? null : JsonNode.Parse(request.Body)!.AsObject()),
            ("POST", ["user", "repos"]) => await CreateAsync(JsonNode.Parse(request.Body)!.AsObject()),
            ("GET", ["user"]) => (200, new JsonObject { ["login"] = owner }),
            ("GET", ["user", "repos"]) => (200, List(Number(request.Query, "page"), Number(request.Query, "limit"))),
            (_, ["repos", var of, var name, ..]) when of != owner || !Directory.Exists(DirectoryOf(name)) => (404, Message("The target couldn't be found.")),
            ("DELETE", ["repos", _, var name]) => Remove(name),
            ("GET", ["repos", _, var name, "git", "commits", var reference]) => await CommitAsync(name, reference),
            ("GET", ["repos", _, var name, "git", "trees", var reference]) => await TreeAsync(name, reference, Number(request.Query, "page"), Number(request.Query, "per_page")),
            _ => (404, null),
        };
    }

    public async Task<(int Code, string Type, byte[] Body)> ReceiveAsync(HttpRequest request)
    {
        var name = request.Path.Split('/')[2].Replace(".git", string.Empty, StringComparison.Ordinal);
        if (!Directory.Exists(DirectoryOf(name)))
        {
            return (403, "text/plain", "Push to create is not enabled for users."u8.ToArray());
        }

        if (request.Headers.GetValueOrDefault("Content-Type") != "application/x-git-receive-pack-request")
        {
            return (400, "text/plain", []);
        }

        var (_, output) = await GitProgram.RunAsync(_root, request.Body, "receive-pack", "--stateless-rpc", DirectoryOf(name));
        return (200, "application/x-git-receive-pack-result", output);
    }

    private async Task<(int Code, JsonNode? Body)> CreateAsync(JsonObject options)
    {
        var name = (string)options["name"]!;
        await _making.WaitAsync();
        try
        {
            if (Directory.Exists(DirectoryOf(name)))
            {
                return (409, Message("The repository with the same name already exists."));
            }

            await GitProgram.TextAsync(_root, "init", "--quiet", "--bare", "--initial-branch", (string)options["default_branch"]!, DirectoryOf(name));
            await GitProgram.TextAsync(DirectoryOf(name), "config", "receive.fsckObjects", "true");
            return (201, Described(name));
        }
        finally
        {
            _making.Release();
        }
    }

    private (int Code, JsonNode? Body) MakeToken(JsonObject options)
    {
        var (name, token) = ((string)options["name"]!, RandomNumberGenerator.GetHexString(40, lowercase: true));
        return options["scopes"] is not JsonArray { Count: > 0 } ? (400, Message("access token must have a scope"))
            : !_tokens.TryAdd(name, token) ? (400, Message("access token name has been used already"))
            : (201, new JsonObject { ["id"] = _tokens.Count, ["name"] = name, ["sha1"] = token, ["token_last_eight"] = token[^8..], ["scopes"] = options["scopes"]!.DeepClone() });
    }

    private JsonArray List(int page, int limit)
    {
        var size = Math.Min(limit, LargestPage);
        var names = Directory.EnumerateDirectories(_root).Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);
        return new JsonArray([.. names.Skip((page - 1) * size).Take(size).Select(Described)]);
    }

    private (int Code, JsonNode? Body) Remove(string name)
    {
        foreach (var file in Directory.EnumerateFiles(DirectoryOf(name), "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(DirectoryOf(name), recursive: true);
        return (204, null);
    }

    private async Task<(int Code, JsonNode? Body)> CommitAsync(string name, string reference)
    {
        var (code, output) = await GitProgram.RunAsync(DirectoryOf(name), default, "rev-parse", "--verify", "--quiet", reference + "^{commit}");
        if (code != 0)
        {
            return (404, Message("The target couldn't be found."));
        }

        // What Gitea calls the tree's id is the commit's.
        var id = System.Text.Encoding.ASCII.GetString(output).Trim();
        return (200, new JsonObject { ["sha"] = id, ["commit"] = new JsonObject { ["tree"] = new JsonObject { ["sha"] = id } } });
    }

    private async Task<(int Code, JsonNode? Body)> TreeAsync(string name, string commit, int page, int size)
    {
        var lines = (await GitProgram.TextAsync(DirectoryOf(name), "ls-tree", "-z", commit)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var shown = Math.Min(size, LargestPage);
        var entries = lines.Skip((page - 1) * shown).Take(shown).Select(line => line.Split([' ', '\t'], 4)).Select(JsonNode (part) =>
            new JsonObject { ["mode"] = part[0], ["type"] = part[1], ["sha"] = part[2], ["path"] = part[3] });
        return (200, new JsonObject
        {
            ["sha"] = commit,
            ["tree"] = new JsonArray([.. entries]),
            ["truncated"] = page * shown < lines.Length,
            ["page"] = page,
            ["total_count"] = lines.Length,
        });
    }

    private JsonNode Described(string name) => new JsonObject
    {
        ["name"] = name,
        ["full_name"] = $"{owner}/{name}",
        ["owner"] = new JsonObject { ["login"] = owner },
    };

    private static JsonObject Message(string text) => new() { ["message"] = text };

    private static int Number(string query, string name) => int.Parse(
        query.Split('&').Single(part => part.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
