namespace IdpBuilder.Health;

/// <summary>What a rule says of one object.</summary>
/// <param name="Status">How well it is.</param>
/// <param name="Message">Why; empty when there is nothing to add.</param>
public sealed record HealthVerdict(HealthStatus Status, string Message = "");
