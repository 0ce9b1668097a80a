using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Cron;

/// <summary>What one look at a CronWorkflow came to.</summary>
/// <param name="Cron">The CronWorkflow as it is to be written.</param>
/// <param name="Start">The run to start; null for none.</param>
/// <param name="Terminate">The names of runs to be ended, because another takes their place.</param>
/// <param name="Delete">The names of old runs to be deleted.</param>
/// <param name="Next">When the schedule is due next; null for never.</param>
internal sealed record CronResult(
    Manifest Cron, Manifest? Start, IReadOnlyList<string> Terminate, IReadOnlyList<string> Delete, DateTimeOffset? Next);
