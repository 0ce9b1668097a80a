namespace IdpBuilder;

/// <summary>The phases of a sync, in the order in which they run.</summary>
public enum SyncPhase
{
    /// <summary>Before any manifest is applied.</summary>
    PreSync,

    /// <summary>The manifests themselves, and hooks among them.</summary>
    Sync,

    /// <summary>After every manifest was applied and is healthy.</summary>
    PostSync,

    /// <summary>Only after a failure.</summary>
    SyncFail,
}
