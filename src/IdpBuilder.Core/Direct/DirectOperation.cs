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
/// <param name="Inventory">The objects it has applied or is about to: written before the first one is, so that none is ever lost.</param>
/// <param name="Beside">Likewise the objects of hooks, and those that asked not to be pruned: they go with the package, but nobody waits for them.</param>
public sealed record DirectOperation(
    string Application,
    string Namespace,
    string Revision,
    DateTimeOffset StartedAt,
    OperationPhase Phase,
    string Message,
    IReadOnlyList<SyncResult> Results,
    IReadOnlyList<ResourceReference> Inventory,
    IReadOnlyList<ResourceReference> Beside)
{
    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The hooks of the removal, whose manifests a Secret keeps.</summary>
    public IReadOnlyList<DirectHookReference> Hooks { get; init; } = [];

    /// <summary>Everything it has made or is about to make.</summary>
    public IEnumerable<ResourceReference> Everything => Inventory.Concat(Beside).Distinct();

    /// <summary>The operation that brings what is wanted: a run that was broken off goes on, anything else begins anew.</summary>
    internal static DirectOperation Begin(DirectOperation? earlier, DirectTargets targets, TimeProvider clock)
    {
        var operation = earlier is { Phase: OperationPhase.Running } && earlier.Revision == targets.Revision
            ? earlier
            : new DirectOperation(
                targets.Application, targets.Planned.Namespace, targets.Revision, clock.GetUtcNow(), OperationPhase.Running, string.Empty, [],
                earlier?.Inventory ?? [], earlier?.Beside ?? []);
        return operation with
        {
            Inventory = [.. operation.Inventory.Concat(targets.References).Distinct()],
            Beside = [.. operation.Beside.Concat(targets.HooksOf(operation)).Distinct()],
            Hooks = targets.IsRemoval ? earlier?.Hooks ?? [] : [.. targets.DeletionHooks.Select(hook => new DirectHookReference(hook.Kind, hook.Reference, IsDone: false))],
        };
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; what somebody else broke reads as missing.</summary>
    public static DirectOperation Read(string application, JsonObject? json) => new(
        application,
        json.Text("namespace"),
        json.Text("revision"),
        json.Time("startedAt") ?? default,
        Enum.TryParse<OperationPhase>(json.Text("phase"), out var phase) ? phase : OperationPhase.Error,
        json.Text("message"),
        SyncResultJson.Read(json.Children("results")),
        ReadReferences(json.Children("inventory")),
        ReadReferences(json.Children("beside")))
    {
        FinishedAt = json.Time("finishedAt"),
        Hooks = [.. json.Children("hooks").Select(item => new DirectHookReference(
            item.Text("hook") == nameof(HookKind.PreDelete) ? HookKind.PreDelete : HookKind.PostDelete, ReadReference(item), item.Flag("done")))],
    };

    /// <summary>The operation with the times of what has begun and ended since it was noted last.</summary>
    internal DirectOperation At(DateTimeOffset now) => this with
    {
        FinishedAt = Phase is OperationPhase.Running or OperationPhase.Terminating ? null : FinishedAt ?? now,
        Results =
        [
            .. Results.Select(result => result with
            {
                StartedAt = result.StartedAt ?? (result.Code is null && result.State is null ? null : now),
                FinishedAt = result.State is null or OperationPhase.Running or OperationPhase.Terminating ? null : result.FinishedAt ?? now,
            }),
        ],
    };

    /// <summary>The stored form. It holds names and messages, never what objects contain.</summary>
    public JsonObject ToJson() => new()
    {
        ["namespace"] = Namespace,
        ["revision"] = Revision,
        ["startedAt"] = StartedAt.ToString("O", CultureInfo.InvariantCulture),
        ["finishedAt"] = FinishedAt?.ToString("O", CultureInfo.InvariantCulture),
        ["phase"] = Phase.ToString(),
        ["message"] = Message,
        ["inventory"] = Write(Inventory),
        ["beside"] = Write(Beside),
        ["hooks"] = new JsonArray([.. Hooks.Select(Write)]),
        ["results"] = SyncResultJson.Write(Results),
    };

    private static IReadOnlyList<ResourceReference> ReadReferences(IEnumerable<JsonObject> items) =>
        [.. items.Select(ReadReference)];

    private static ResourceReference ReadReference(JsonObject item) =>
        new(GroupVersionKind.Of(item.Text("apiVersion"), item.Text("kind")), item.Text("namespace"), item.Text("name"));

    private static JsonArray Write(IEnumerable<ResourceReference> items) => new([.. items.Select(Write)]);

    private static JsonObject Write(DirectHookReference hook)
    {
        var item = Write(hook.Object);
        item["hook"] = hook.Kind.ToString();
        item["done"] = hook.IsDone;
        return item;
    }

    private static JsonObject Write(ResourceReference item) => new()
    {
        ["apiVersion"] = item.Type.ApiVersion,
        ["kind"] = item.Type.Kind,
        ["namespace"] = item.Namespace,
        ["name"] = item.Name,
    };
}
