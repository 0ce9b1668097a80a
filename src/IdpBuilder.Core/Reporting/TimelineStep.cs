namespace IdpBuilder.Reporting;

/// <summary>A piece of work that a timeline saw.</summary>
/// <param name="Name">What was done.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When the next one began, or all was done.</param>
public sealed record TimelineStep(string Name, DateTimeOffset StartedAt, DateTimeOffset FinishedAt);
