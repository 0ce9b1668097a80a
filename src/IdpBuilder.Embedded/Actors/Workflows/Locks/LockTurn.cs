namespace IdpBuilder.Embedded.Actors.Workflows.Locks;

/// <summary>A place among those who wait for a lock: a higher priority first, then an older workflow.</summary>
/// <param name="Key">Who waits.</param>
/// <param name="Priority">The workflow's priority.</param>
/// <param name="Since">When the workflow was created.</param>
internal sealed record LockTurn(string Key, long Priority, DateTimeOffset Since) : IComparable<LockTurn>
{
    /// <inheritdoc/>
    public int CompareTo(LockTurn? other) => other is null
        ? 1
        : (-Priority, Since, Key).CompareTo((-other.Priority, other.Since, other.Key));
}
