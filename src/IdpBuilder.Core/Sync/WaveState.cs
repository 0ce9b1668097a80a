namespace IdpBuilder.Sync;

/// <summary>What running a set of tasks came to; a greater value wins over a smaller one.</summary>
internal enum WaveState
{
    /// <summary>All are done.</summary>
    Successful,

    /// <summary>Something must go first; come again.</summary>
    Pending,

    /// <summary>Something could not be done.</summary>
    Failed,
}
