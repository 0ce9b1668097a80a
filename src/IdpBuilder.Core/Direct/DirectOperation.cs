using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>How far applying one Application's manifests from this machine has come; all that a later run needs to go on.</summary>
/// <param name="Application">The Application's name.</param>
/// <param name="Namespace">Its destination namespace.</param>
/// <param name="Revision">A digest of the manifests.</param>
/// <param name="StartedAt">When it began; part of generated hook names.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Message">What it waits for, or how it ended.</param>
/// <param name="Results">The results of its tasks so far.</param>
/// <param name="Inventory">Every object it has applied or is about to: written before the first one is, so that none is ever lost.</param>
public sealed record DirectOperation(
    string Application,
    string Namespace,
    string Revision,
    DateTimeOffset StartedAt,
    OperationPhase Phase,
    string Message,
    IReadOnlyList<SyncResult> Results,
    IReadOnlyList<ResourceReference> Inventory)
{
    /// <summary>The operation that brings what is wanted: a run that was broken off goes on, anything else begins anew.</summary>
    internal static DirectOperation Begin(DirectOperation? earlier, DirectTargets targets, TimeProvider clock)
    {
        var inventory = (earlier?.Inventory ?? []).Concat(targets.References).Distinct().ToArray();
        return earlier is { Phase: OperationPhase.Running } && earlier.Revision == targets.Revision
            ? earlier with { Inventory = inventory }
            : new DirectOperation(
                targets.Application, targets.Planned.Namespace, targets.Revision, clock.GetUtcNow(), OperationPhase.Running, string.Empty, [], inventory);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; what somebody else broke reads as missing.</summary>
    public static DirectOperation Read(string application, JsonObject? json) => new(
        application,
        json.Text("namespace"),
        json.Text("revision"),
        json.Time("startedAt") ?? default,
        Enum.TryParse<OperationPhase>(json.Text("phase"), out var phase) ? phase : OperationPhase.Error,
        json.Text("message"),
        [.. json.Children("results").Select(ReadResult)],
        [.. json.Children("inventory").Select(item => new ResourceReference(GroupVersionKind.Of(item.Text("apiVersion"), item.Text("kind")), item.Text("namespace"), item.Text("name")))]);

    /// <summary>The stored form. It holds names and messages, never what objects contain.</summary>
    public JsonObject ToJson() => new()
    {
        ["namespace"] = Namespace,
        ["revision"] = Revision,
        ["startedAt"] = StartedAt.ToString("O", CultureInfo.InvariantCulture),
        ["phase"] = Phase.ToString(),
        ["message"] = Message,
        ["inventory"] = new JsonArray([.. Inventory.Select(Write)]),
        ["results"] = new JsonArray([.. Results.Select(Write)]),
    };

    private static JsonObject Write(ResourceReference item) => new()
    {
        ["apiVersion"] = item.Type.ApiVersion,
        ["kind"] = item.Type.Kind,
        ["namespace"] = item.Namespace,
        ["name"] = item.Name,
    };

    private static JsonObject Write(SyncResult result) => new()
    {
        ["group"] = result.Key.Group,
        ["version"] = result.Version,
        ["kind"] = result.Key.Kind,
        ["namespace"] = result.Key.Namespace,
        ["name"] = result.Key.Name,
        ["phase"] = result.Phase.ToString(),
        ["code"] = result.Code?.ToString(),
        ["state"] = result.State?.ToString(),
        ["message"] = result.Message,
        ["hook"] = result.IsHook,
    };

    private static SyncResult ReadResult(JsonObject json) => new(
        new ResourceKey(json.Text("group"), json.Text("kind"), json.Text("namespace"), json.Text("name")),
        json.Text("version"),
        Enum.TryParse<SyncPhase>(json.Text("phase"), out var phase) ? phase : SyncPhase.Sync,
        Enum.TryParse<SyncResultCode>(json.Text("code"), out var code) ? code : null,
        Enum.TryParse<OperationPhase>(json.Text("state"), out var state) ? state : null,
        json.Text("message"),
        json.Flag("hook"),
        []);
}
