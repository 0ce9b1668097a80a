namespace IdpBuilder.Sync;

/// <summary>A wave that was just applied. After every wave but the last, other controllers get a moment to react.</summary>
/// <param name="Phase">Its phase.</param>
/// <param name="Wave">Its number.</param>
/// <param name="IsFinal">Whether nothing comes after it.</param>
public readonly record struct AppliedWave(SyncPhase Phase, int Wave, bool IsFinal);
