namespace IdpBuilder.Embedded.Actors.Workflows.Locks;

/// <summary>One lock: who has it, and who waits for it in which order.</summary>
internal sealed class LockState
{
    private readonly SortedSet<LockTurn> _waiting = [];

    /// <summary>How many may have it at once, as it was asked for last.</summary>
    public int Limit { get; set; } = 1;

    /// <summary>Those who have it, in the order in which they got it.</summary>
    public List<string> Holders { get; } = [];

    /// <summary>How many more may have it.</summary>
    public int Free => Math.Max(0, Limit - Holders.Count);

    /// <summary>Those who wait for it, in their order.</summary>
    public IEnumerable<string> Waiting => _waiting.Select(turn => turn.Key);

    /// <summary>Those who may have it next.</summary>
    public IEnumerable<string> Next => Waiting.Take(Free);

    /// <summary>Whether anybody has it or waits for it.</summary>
    public bool IsUsed => Holders.Count > 0 || _waiting.Count > 0;

    /// <summary>Lets somebody wait who does not have it.</summary>
    public void Queue(LockTurn turn)
    {
        if (!Holders.Contains(turn.Key, StringComparer.Ordinal))
        {
            _waiting.Add(turn);
        }
    }

    /// <summary>Whether somebody who waits may have it now: there is one left, and nobody of another workflow is before him.</summary>
    public bool MayTake(string key) => Free > 0 && (_waiting.Min is not { } first || LockTable.WorkflowOf(first.Key) == LockTable.WorkflowOf(key));

    /// <summary>Whose turn it is, when there is one left and it is not this workflow's turn; else null.</summary>
    public string? FirstBefore(string key) => Free > 0 && !MayTake(key) ? _waiting.Min!.Key : null;

    /// <summary>Gives it.</summary>
    public void Give(string key)
    {
        _waiting.RemoveWhere(turn => turn.Key == key);
        Holders.Add(key);
    }

    /// <summary>Takes it back, and the place among those who wait; false when there was neither.</summary>
    public bool Drop(Predicate<string> isMeant) =>
        Holders.RemoveAll(isMeant) + _waiting.RemoveWhere(turn => isMeant(turn.Key)) > 0;
}
