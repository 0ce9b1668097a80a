using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Carries requested operations out, step by step, with retries; what it knows stands in the status.</summary>
internal sealed class OperationProcessor(ApplicationComparer comparer, ServedTypes types)
{
    /// <summary>Other controllers get a moment to notice a wave before the health of its objects is believed.</summary>
    private static readonly TimeSpan WaveDelay = TimeSpan.FromSeconds(2);

    /// <summary>Does what can be done now; writes into the edited Application.</summary>
    /// <returns>When to go on at the latest; null to wait for a change.</returns>
    public async Task<TimeSpan?> ProcessAsync(ApplicationPass pass, CancellationToken stop)
    {
        var now = Timestamps.Whole(pass.Now);
        var operation = pass.Application.OperationState is { } state && !OperationRecord.Of(state).Phase.IsCompleted()
            ? OperationRecord.Of(state)
            : OperationRecord.Begin(pass.Operation!, now);
        if (operation is { Phase: OperationPhase.Running, FinishedAt: { } failedAt })
        {
            var due = operation.Retry.NextAt(failedAt, operation.RetryCount);
            if (due > pass.Now)
            {
                return due - pass.Now;
            }

            operation.Reset(operation.Retry.Refresh);
            operation.Message = $"Retrying operation{(operation.Retry.Refresh ? " with latest revisions" : string.Empty)}. Attempt #{operation.RetryCount}";
        }

        if (operation.Phase != OperationPhase.Terminating && pass.Memory.NextWaveAt > pass.Now)
        {
            return pass.Memory.NextWaveAt - pass.Now;
        }

        var wasTerminating = operation.Phase == OperationPhase.Terminating;
        var wait = await StepAsync(operation, pass, stop).ConfigureAwait(false);
        Conclude(operation, pass, wasTerminating, now);
        pass.Status["operationState"] = operation.Json.DeepClone();
        return operation is { Phase: OperationPhase.Running, FinishedAt: { } finished }
            ? operation.Retry.NextAt(finished, operation.RetryCount) - pass.Now
            : wait;
    }

    /// <summary>Whether the operation waits for one of endless retries.</summary>
    public static bool RetriesForEver(ApplicationPass pass) =>
        pass.Status.Map("operationState") is { } state
        && OperationRecord.Of(state) is { Phase: OperationPhase.Running, FinishedAt: not null, Retry.Limit: < 0 };

    private async Task<TimeSpan?> StepAsync(OperationRecord operation, ApplicationPass pass, CancellationToken stop)
    {
        if (operation.Sync is null)
        {
            return Fail(operation, OperationPhase.Error, "Invalid operation request: no operation specified");
        }

        var application = pass.Application;
        var (sources, several) = SourcesOf(operation, application);
        operation.BeginResult(application, sources, several);
        if (!TryEnter(operation, pass, out var opens))
        {
            return opens;
        }

        var state = await CompareAsync(operation, pass, sources, several, stop).ConfigureAwait(false);
        var errors = state.Conditions.Concat(pass.SpecErrors)
            .Where(condition => condition.Type is ConditionType.ComparisonError or ConditionType.InvalidSpecError).ToArray();
        if (errors.Length > 0)
        {
            return Fail(operation, OperationPhase.Error, ApplicationConditions.Format(errors));
        }

        operation.SetRevisions(state.Revisions, several);
        var options = OperationScope.OptionsOf(operation, application);
        if (options.FailOnSharedResource
            && state.Conditions.FirstOrDefault(condition => condition.Type == ConditionType.SharedResourceWarning) is { } shared)
        {
            return Fail(operation, OperationPhase.Failed, $"Shared resource found: {shared.Message}");
        }

        return await RunAsync(operation, pass, state, options, stop).ConfigureAwait(false);
    }

    /// <summary>Whether the windows of the project let the operation go on; otherwise when to ask again.</summary>
    private static bool TryEnter(OperationRecord operation, ApplicationPass pass, out TimeSpan? opens)
    {
        opens = null;
        var why = string.Empty;
        try
        {
            var windows = pass.Project.WindowsFor(pass.Application);
            if (windows.Allow(!operation.IsAutomated, operation.StartedAt, pass.Now))
            {
                return true;
            }

            opens = windows.NextChange(pass.Now) - pass.Now;
        }
        catch (FormatException failure)
        {
            why = $": invalid sync windows: {failure.Message}";
        }

        pass.IsHeldUp = true;
        if (operation.Phase == OperationPhase.Running)
        {
            operation.Message = $"Sync operation blocked by sync window{why}";
        }

        return false;
    }

    private static (IReadOnlyList<ApplicationSource> Sources, bool Several) SourcesOf(OperationRecord operation, ApplicationRecord application)
    {
        var json = operation.SyncResult ?? operation.Sync;
        var several = json.Maps("sources").Select(source => new ApplicationSource(source)).ToArray();
        if (several.Length > 0)
        {
            return (several, true);
        }

        return json.Map("source") is { } single
            ? ([new ApplicationSource(single)], false)
            : (application.Sources, application.HasMultipleSources);
    }

    /// <summary>The comparison of this look at the Application serves, unless the operation is for other content.</summary>
    private async Task<ComparedState> CompareAsync(
        OperationRecord operation, ApplicationPass pass, IReadOnlyList<ApplicationSource> sources, bool several, CancellationToken stop)
    {
        var revisions = operation.RevisionsOf(several);
        var manifests = operation.Sync.Texts("manifests");
        var isCurrent = manifests.Count == 0
            && pass.Compared is { } known
            && revisions.All(revision => revision.Length == 0 || known.Revisions.Contains(revision, StringComparer.Ordinal))
            && sources.Count == pass.Application.Sources.Count
            && sources.Zip(pass.Application.Sources).All(pair => JsonNode.DeepEquals(pair.First.Json, pair.Second.Json));
        return isCurrent
            ? pass.Compared!
            : await comparer.CompareAsync(pass.Application, pass.Project, new ApplicationMemory(), sources, revisions, manifests, pass.Context, stop)
                .ConfigureAwait(false);
    }

    private async Task<TimeSpan?> RunAsync(
        OperationRecord operation, ApplicationPass pass, ComparedState state, SyncOptions options, CancellationToken stop)
    {
        var application = pass.Application;
        var request = new SyncRequest(
            state.Revisions.FirstOrDefault(string.Empty), application.DestinationNamespace, operation.StartedAt,
            OperationScope.ResourcesOf(state, options, application.IgnoredDifferences), state.Matching.Hooks, options)
        {
            Filter = OperationScope.FilterOf(operation, application.DestinationNamespace),
            NamespaceMetadata = application.NamespaceMetadata,
            Forbids = (manifest, type) => Forbid(pass.Project, manifest, type),
        };
        var engine = new SyncOperation(new ActorSyncCluster(pass.Context.Api, types, pass.Context.Clock), ResourceHealthTable.Assess);
        var outcome = operation.Phase == OperationPhase.Terminating
            ? await engine.TerminateAsync(request, operation.Results, stop).ConfigureAwait(false)
            : await engine.StepAsync(request, operation.Results, stop).ConfigureAwait(false);
        operation.Phase = outcome.Phase;
        operation.Message = outcome.Message;
        operation.SetResults([.. outcome.Results.Select(SyncAdvice.Augment)]);
        if (outcome is { Phase: OperationPhase.Running, AppliedWave: { IsFinal: false } })
        {
            pass.Memory.NextWaveAt = pass.Now + WaveDelay;
            return WaveDelay;
        }

        return null;
    }

    private static string? Forbid(ApplicationProject project, Manifest manifest, ApiResource type)
    {
        var kind = manifest.GroupVersionKind;
        if (!project.PermitsKind(kind, manifest.Name, type.Namespaced))
        {
            return $"resource {kind.Group}:{kind.Kind} is not permitted in project {project.Name}";
        }

        return type.Namespaced && manifest.Namespace.Length > 0
            && !project.PermitsDestination(SpecValidation.InClusterServer, SpecValidation.InClusterName, manifest.Namespace)
            ? $"namespace {manifest.Namespace} is not permitted in project '{project.Name}'"
            : null;
    }

    private static TimeSpan? Fail(OperationRecord operation, OperationPhase phase, string message)
    {
        operation.Phase = phase;
        operation.Message = message;
        return null;
    }

    /// <summary>Decides on a retry, or takes the request away when the operation is over.</summary>
    private static void Conclude(OperationRecord operation, ApplicationPass pass, bool wasTerminating, DateTimeOffset now)
    {
        var failed = operation.Phase is OperationPhase.Failed or OperationPhase.Error;
        if (failed && !wasTerminating && operation.Retry.Allows(operation.RetryCount))
        {
            var due = operation.Retry.NextAt(now, operation.RetryCount);
            operation.Phase = OperationPhase.Running;
            operation.FinishedAt = now;
            operation.RetryCount++;
            operation.Message =
                $"{operation.Message}. Retrying attempt #{operation.RetryCount} at {due.UtcDateTime.ToString("h:mmtt", CultureInfo.InvariantCulture)}.";
            return;
        }

        if (!operation.Phase.IsCompleted())
        {
            return;
        }

        if (failed && operation.RetryCount > 0)
        {
            operation.Message = $"{operation.Message} (retried {operation.RetryCount} times).";
        }

        operation.FinishedAt = now;
        pass.Edited.Remove("operation");
        pass.Memory.NextWaveAt = default;
        if (operation.Phase == OperationPhase.Succeeded && !operation.Sync.Flag("dryRun") && !operation.Sync.Maps("resources").Any())
        {
            RevisionHistory.Add(pass.Status, pass.Application, operation, now);
        }
    }
}
