using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Packages.State;

/// <summary>What an Application says about itself.</summary>
internal sealed class ApplicationState(Manifest application)
{
    /// <summary>The Application.</summary>
    public Manifest Application { get; } = application;

    /// <summary><c>Synced</c>, <c>OutOfSync</c> or <c>Unknown</c>; empty before the first comparison.</summary>
    public string Sync => Text(At("status", "sync"), "status");

    /// <summary>The commits or chart versions that were compared, one for each source.</summary>
    public IReadOnlyList<string> ComparedRevisions => Revisions(At("status", "sync"));

    /// <summary>Its health; empty before it is known.</summary>
    public string Health => Text(At("status", "health"), "status");

    /// <summary>Why it is not healthy.</summary>
    public string HealthMessage => Text(At("status", "health"), "message");

    /// <summary>The phase of the last operation; empty when there was none.</summary>
    public string Phase => Text(At("status", "operationState"), "phase");

    /// <summary>What the last operation says.</summary>
    public string PhaseMessage => Text(At("status", "operationState"), "message");

    /// <summary>The commits or chart versions that the last operation applied.</summary>
    public IReadOnlyList<string> SyncedRevisions => Revisions(At("status", "operationState", "syncResult"));

    /// <summary>Whether a refresh was requested that has not been done.</summary>
    public bool IsRefreshing => Application.Annotation(ArgoAnnotations.Refresh) is not null;

    /// <summary>Whether an operation was requested or runs.</summary>
    public bool IsOperating => Application.Json["operation"] is JsonObject || Phase is "Running" or "Terminating";

    /// <summary>Whether the operation has failed and waits to be tried again.</summary>
    public bool IsRetryPending => Phase == "Running" && Text(At("status", "operationState"), "finishedAt").Length > 0;

    /// <summary>Whether the operation syncs the sources of the specification as they are now, all of their objects and hooks.</summary>
    public bool IsWholeSync => At("status", "operationState", "operation", "sync") is { } sync
        && sync["resources"] is not JsonArray { Count: > 0 }
        && At("status", "operationState", "syncResult") is { } result
        && JsonNode.DeepEquals(result["sources"] ?? result["source"], At("spec")?["sources"] ?? At("spec")?["source"]);

    /// <summary>Whether it syncs by itself.</summary>
    public bool IsAutomated => At("spec", "syncPolicy", "automated") is { } automated
        && !(automated["enabled"] is JsonValue enabled && enabled.GetValueKind() == JsonValueKind.False);

    /// <summary>The messages of its conditions of the given types.</summary>
    public IEnumerable<string> Conditions(params string[] types) => Items(At("status"), "conditions")
        .Where(condition => types.Contains(Text(condition, "type"), StringComparer.Ordinal))
        .Select(condition => Text(condition, "message"));

    /// <summary>Which object another Application deploys as well; empty when there is none.</summary>
    public string SharedObject => Conditions("SharedResourceWarning").FirstOrDefault() ?? string.Empty;

    /// <summary>The objects it manages, as it lists them.</summary>
    public IEnumerable<JsonObject> Resources => Items(At("status"), "resources");

    /// <summary>What the last operation did to each object.</summary>
    public IEnumerable<JsonObject> Results => Items(At("status", "operationState", "syncResult"), "resources");

    /// <summary>A field that is text; empty when it is missing.</summary>
    public static string Text(JsonObject? parent, string field) => parent is null ? string.Empty : ApplicationSources.Text(parent, field);

    /// <summary>
    /// What a hook's result says about it; nothing where it succeeded and the message is still the one of its creation,
    /// which Argo CD keeps while the hook's health has none.
    /// </summary>
    public static string HookMessage(JsonObject result)
    {
        var message = Text(result, "message");
        return Text(result, "hookPhase") == "Succeeded" && message.EndsWith($"/{Text(result, "name")} created", StringComparison.Ordinal)
            ? string.Empty
            : message;
    }

    /// <summary>The identity that an entry of its lists names.</summary>
    public static ResourceKey KeyOf(JsonObject entry) => new(Text(entry, "group"), Text(entry, "kind"), Text(entry, "namespace"), Text(entry, "name"));

    /// <summary>The type that an entry of its lists names.</summary>
    public static GroupVersionKind TypeOf(JsonObject entry) => new(Text(entry, "group"), Text(entry, "version"), Text(entry, "kind"));

    private JsonObject? At(params string[] path)
    {
        JsonObject? current = Application.Json;
        foreach (var name in path)
        {
            current = current?[name] as JsonObject;
        }

        return current;
    }

    private static IEnumerable<JsonObject> Items(JsonObject? parent, string field) => (parent?[field] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static IReadOnlyList<string> Revisions(JsonObject? parent)
    {
        if (parent?["revisions"] is JsonArray { Count: > 0 } several)
        {
            return [.. several.Select(revision => revision?.ToString() ?? string.Empty)];
        }

        var single = Text(parent, "revision");
        return single.Length == 0 ? [] : [single];
    }
}
