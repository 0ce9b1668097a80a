using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;
using IdpBuilder.Sync;

namespace IdpBuilder.Reports;

/// <summary>The last sync of an Application, whoever carried it out.</summary>
/// <param name="Application">The Application's name.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Message">What it says about that.</param>
/// <param name="Results">What became of each object.</param>
internal sealed record ReportOperation(
    string Application,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    ReportOutcome Outcome,
    string Message,
    IReadOnlyList<SyncResult> Results)
{
    private const string OwnServer = "https://kubernetes.default.svc";
    private const string OwnName = "in-cluster";

    /// <summary>Whether its objects are in the cluster that is looked at, where their times can be read.</summary>
    public bool IsHere { get; init; } = true;

    /// <summary>The waves of ordinary objects.</summary>
    public IReadOnlyDictionary<ResourceKey, int> Waves { get; init; } = new Dictionary<ResourceKey, int>();

    /// <summary>The objects whose times are asked for. Those of Secrets are not: nobody needs the right to read them for a report.</summary>
    public IEnumerable<ResourceReference> Objects => !IsHere ? [] : Results
        .Where(result => result.Key is not { Group: "", Kind: "Secret" })
        .Select(result => new ResourceReference(new GroupVersionKind(result.Key.Group, result.Version, result.Key.Kind), result.Key.Namespace, result.Key.Name));

    /// <summary>What Argo CD says of the last sync.</summary>
    public static ReportOperation Of(Manifest application)
    {
        var state = new ApplicationState(application);
        var operation = application.Status.Child("operationState");
        var outcome = ReportOutcomes.Of(Enum.TryParse<OperationPhase>(state.Phase, out var phase) ? phase : null);
        var destination = application.Spec.Child("destination");
        return new ReportOperation(
            application.Name,
            operation.Time("startedAt"),
            state.IsRetryPending ? null : operation.Time("finishedAt"),
            outcome,
            state.PhaseMessage,
            SyncResultJson.Read(state.Results))
        {
            IsHere = destination.Text("server") is "" or OwnServer && destination.Text("name") is "" or OwnName,
            Waves = state.Resources
                .Where(entry => entry.Whole("syncWave") is not null)
                .GroupBy(ApplicationState.KeyOf)
                .ToDictionary(entries => entries.Key, entries => (int)entries.First().Whole("syncWave")!),
        };
    }

    /// <summary>What the record of an installation without Argo CD says.</summary>
    public static ReportOperation Of(DirectOperation operation) => new(
        operation.Application,
        operation.StartedAt == default ? null : operation.StartedAt,
        operation.FinishedAt,
        ReportOutcomes.Of(operation.Phase),
        operation.Message,
        operation.Results);
}
