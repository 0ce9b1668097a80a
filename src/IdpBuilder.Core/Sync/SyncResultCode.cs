namespace IdpBuilder.Sync;

/// <summary>What became of one task.</summary>
public enum SyncResultCode
{
    /// <summary>Applied.</summary>
    Synced,

    /// <summary>Could not be applied or deleted.</summary>
    SyncFailed,

    /// <summary>Deleted, because its manifest is gone.</summary>
    Pruned,

    /// <summary>Left alone, though its manifest is gone.</summary>
    PruneSkipped,
}
