using System.Globalization;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;
using IdpBuilder.Workflows;

namespace IdpBuilder.Reports;

/// <summary>Turns the last syncs of a package into spans: phases, waves, hooks with their nodes, and objects.</summary>
/// <param name="facts">What the cluster told.</param>
/// <param name="package">The package.</param>
internal sealed class PackageSpans(ReportFacts facts, ReportPackage package)
{
    private readonly HashSet<ResourceKey> _hooks = [];
    private readonly ILookup<ResourceKey, Workflow> _runs = facts.Workflows.Where(workflow => workflow.Package == package.Name).ToLookup(KeyOf);

    /// <summary>The package.</summary>
    public ReportSpan Build()
    {
        var applications = package.Operations.Select(Application).ToArray();
        var span = applications is [var only]
            ? only with { Kind = ReportSpanKind.Package, Name = package.Name }
            : Frames.Around(ReportSpanKind.Package, package.Name, package.Name, Frames.InOrder(applications));
        var beside = _runs.Where(runs => !_hooks.Contains(runs.Key)).SelectMany(runs => runs).Select(workflow => WorkflowSpans.Of(workflow));
        return span with
        {
            Outcome = package.Outcome,
            Message = package.Message,
            Children = [.. span.Children, .. beside],
        };
    }

    private static ResourceKey KeyOf(Workflow workflow) =>
        new(WorkflowCatalog.TypeOf(workflow).Group, workflow.Kind, workflow.Namespace, workflow.Name);

    private ReportSpan Application(ReportOperation operation)
    {
        var phases = operation.Results
            .GroupBy(result => result.Phase)
            .OrderBy(results => results.Key)
            .Select(results => Phase(results.Key.ToString(), [.. results.Select(result => Task(operation, result))]))
            .ToArray();
        return new ReportSpan
        {
            Kind = ReportSpanKind.Application,
            Name = operation.Application,
            Package = package.Name,
            StartedAt = operation.StartedAt,
            FinishedAt = operation.FinishedAt,
            Outcome = operation.Outcome,
            Message = operation.Message,
            Children = phases.Length == 1 ? phases[0].Children : phases,
        };
    }

    private ReportSpan Phase(string name, IReadOnlyList<ReportSpan> tasks) =>
        Frames.Around(ReportSpanKind.Phase, name, package.Name, Waves(tasks)) with { Phase = name };

    private IReadOnlyList<ReportSpan> Waves(IReadOnlyList<ReportSpan> tasks)
    {
        var waves = tasks.Where(task => task.Wave is not null).GroupBy(task => task.Wave).OrderBy(wave => wave.Key).ToArray();
        return waves.Length < 2
            ? tasks
            :
            [
                .. tasks.Where(task => task is { Wave: null, StartedAt: not null }),
                .. waves.Select(wave => Wave(wave.Key!.Value, [.. wave])),
                .. tasks.Where(task => task is { Wave: null, StartedAt: null }),
            ];
    }

    private ReportSpan Wave(int number, IReadOnlyList<ReportSpan> tasks) =>
        Frames.Around(ReportSpanKind.Wave, string.Create(CultureInfo.InvariantCulture, $"wave {number}"), package.Name, tasks) with { Phase = tasks[0].Phase, Wave = number };

    private ReportSpan Task(ReportOperation operation, SyncResult result)
    {
        var live = operation.IsHere && facts.Find(result.Key) is { } found && IsOf(operation, found) ? found : null;
        var span = result.IsHook ? Hook(operation, result, live) : Resource(operation, result, live);
        return span with
        {
            Package = package.Name,
            Phase = result.Phase.ToString(),
            Wave = Moves(result.Key) ? null : live is not null ? SyncWave.Of(live) : operation.Waves.TryGetValue(result.Key, out var wave) ? wave : null,
        };
    }

    // These come before what needs them, whatever wave they name.
    private static bool Moves(ResourceKey key) => key is { Group: "", Kind: "Namespace" } or { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" };

    private ReportSpan Hook(ReportOperation operation, SyncResult result, Manifest? live)
    {
        var run = operation.IsHere ? _runs[result.Key].FirstOrDefault(workflow => IsIn(operation, workflow.StartedAt)) : null;
        var span = run is null ? Bare(ReportSpanKind.Hook, result) : WorkflowSpans.Of(run, ReportSpanKind.Hook);
        if (run is not null)
        {
            _hooks.Add(result.Key);
        }

        // What the sync judged it by counts; a hook that was deleted while it ran has no end of its own.
        var outcome = ReportOutcomes.Of(result.State);
        var made = live is null ? null : ResourceTimes.Made(live);
        return span with
        {
            Outcome = outcome,
            StartedAt = result.StartedAt ?? span.StartedAt ?? (IsIn(operation, made) ? made : null),
            FinishedAt = result.FinishedAt ?? NotBefore(result.StartedAt, span.FinishedAt),
            Message = span.Message.Length > 0 || outcome == ReportOutcome.Succeeded ? span.Message : result.Message,
        };
    }

    private ReportSpan Resource(ReportOperation operation, SyncResult result, Manifest? live)
    {
        var health = live is null ? null : ResourceHealth.Of(live);
        var isNew = live is not null && IsIn(operation, ResourceTimes.Made(live));
        var run = isNew ? WorkflowEngines.Read(live!, facts.Pods, facts.ReadAt) : null;
        var span = run is null ? Bare(ReportSpanKind.Resource, result) : WorkflowSpans.Of(run, ReportSpanKind.Resource);
        return span with
        {
            Outcome = OutcomeOf(operation, result, health),
            StartedAt = result.StartedAt ?? span.StartedAt ?? (isNew ? ResourceTimes.Made(live!) : null),
            FinishedAt = result.FinishedAt ?? NotBefore(result.StartedAt, span.FinishedAt ?? (isNew ? ResourceTimes.Done(live!) : null)),
            Message = span.Message.Length > 0 ? span.Message : health is { Status: not HealthStatus.Healthy, Message.Length: > 0 } ? health.Message : result.Message,
        };
    }

    // A sync that has ended no longer follows its objects: their health does.
    private static ReportOutcome OutcomeOf(ReportOperation operation, SyncResult result, ResourceHealth? health) => result switch
    {
        { Code: SyncResultCode.SyncFailed } or { State: OperationPhase.Failed or OperationPhase.Error } => ReportOutcome.Failed,
        { Code: SyncResultCode.PruneSkipped } => ReportOutcome.Skipped,
        { Code: null } => operation.Outcome == ReportOutcome.Running ? ReportOutcome.Pending : ReportOutcome.Skipped,
        { State: OperationPhase.Running } when operation.Outcome == ReportOutcome.Running => ReportOutcome.Running,
        _ when health?.Status is HealthStatus.Degraded => ReportOutcome.Failed,
        _ when health?.Status is HealthStatus.Progressing or HealthStatus.Suspended => ReportOutcome.Running,
        _ => ReportOutcome.Succeeded,
    };

    private static ReportSpan Bare(ReportSpanKind kind, SyncResult result) => new()
    {
        Kind = kind,
        Name = result.Key.Name,
        Type = result.Key.Kind,
        Namespace = result.Key.Namespace,
    };

    // Clusters tell whole seconds; what came in the second in which the operation began came after it.
    private static bool IsIn(ReportOperation operation, DateTimeOffset? time) =>
        time is not null && (operation.StartedAt is not { } began || time >= began.AddTicks(-(began.Ticks % TimeSpan.TicksPerSecond)));

    // Beside a record's time, an object's is cut off to its second: it may seem to come first.
    private static DateTimeOffset? NotBefore(DateTimeOffset? start, DateTimeOffset? end) => end < start ? start : end;

    // A namesake of somebody else's tells nothing; definitions bear no mark.
    private static bool IsOf(ReportOperation operation, Manifest live) =>
        WorkflowOrigin.ApplicationOf(live) is var marked
        && (marked.Length == 0 || marked == operation.Application || marked.EndsWith($"_{operation.Application}", StringComparison.Ordinal));
}
