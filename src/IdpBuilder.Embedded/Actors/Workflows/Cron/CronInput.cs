using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Cron;

/// <summary>Everything that one look at a CronWorkflow sees.</summary>
/// <param name="Cron">The CronWorkflow; it is not changed.</param>
/// <param name="Runs">The Workflows it started.</param>
/// <param name="Now">The cluster's time.</param>
internal sealed record CronInput(Manifest Cron, IReadOnlyList<Manifest> Runs, DateTimeOffset Now);
