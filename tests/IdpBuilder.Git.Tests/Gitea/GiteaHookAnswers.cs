using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace IdpBuilder.Git.Tests.Gitea;

/// <summary>The hooks of a whole Gitea: it lists them without pages, and tells nobody what they sign with.</summary>
internal sealed class GiteaHookAnswers
{
    private readonly ConcurrentDictionary<long, JsonObject> _hooks = new();
    private long _last;

    /// <summary>The hooks as they were asked for, in the order in which they were made.</summary>
    public IReadOnlyList<JsonObject> All => [.. _hooks.OrderBy(hook => hook.Key).Select(hook => hook.Value)];

    public (int Code, JsonNode? Body) To(string method, string? id, JsonObject? body) => (method, id) switch
    {
        ("GET", null) => (200, new JsonArray([.. _hooks.OrderBy(hook => hook.Key).Select(hook => Shown(hook.Key, hook.Value))])),
        ("POST", null) => Make(body!),
        ("PATCH", { } number) when _hooks.TryGetValue(Number(number), out var hook) => Change(Number(number), hook, body!),
        ("DELETE", { } number) when _hooks.TryRemove(Number(number), out _) => (204, null),
        _ => (404, new JsonObject { ["message"] = "The target couldn't be found." }),
    };

    private (int Code, JsonNode? Body) Make(JsonObject body)
    {
        var id = Interlocked.Increment(ref _last);
        _hooks[id] = body;
        return (201, Shown(id, body));
    }

    // What a change does not name stays, but for the events.
    private (int Code, JsonNode? Body) Change(long id, JsonObject hook, JsonObject body)
    {
        var changed = (JsonObject)hook.DeepClone();
        foreach (var (key, value) in body["config"]?.AsObject() ?? [])
        {
            changed["config"]![key] = value!.DeepClone();
        }

        changed["events"] = body["events"]?.DeepClone() ?? new JsonArray("push");
        changed["active"] = body["active"]?.DeepClone() ?? hook["active"]!.DeepClone();
        _hooks[id] = changed;
        return (200, Shown(id, changed));
    }

    private static JsonNode Shown(long id, JsonObject hook) => new JsonObject
    {
        ["id"] = id,
        ["type"] = hook["type"]!.DeepClone(),
        ["active"] = hook["active"]!.DeepClone(),
        ["events"] = hook["events"]!.DeepClone(),
        ["config"] = new JsonObject { ["url"] = (string)hook["config"]!["url"]!, ["content_type"] = (string)hook["config"]!["content_type"]! },
    };

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
