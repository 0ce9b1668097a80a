namespace IdpBuilder.Sync;

/// <summary>Where an operation stands after a step.</summary>
/// <param name="Phase">How far it has come; <see cref="OperationPhase.Running"/> asks for another step.</param>
/// <param name="Message">What it waits for, or how it ended.</param>
/// <param name="Results">The results so far, to be given to the next step.</param>
/// <param name="AppliedWave">The wave that this step applied; null when it only looked.</param>
public sealed record SyncOutcome(
    OperationPhase Phase, string Message, IReadOnlyList<SyncResult> Results, AppliedWave? AppliedWave = null);
