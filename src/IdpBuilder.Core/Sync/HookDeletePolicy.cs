namespace IdpBuilder.Sync;

/// <summary>When the object of a hook is deleted.</summary>
public enum HookDeletePolicy
{
    /// <summary>When the next sync is about to run the hook again.</summary>
    BeforeHookCreation,

    /// <summary>When the whole sync has succeeded.</summary>
    HookSucceeded,

    /// <summary>When the sync has failed.</summary>
    HookFailed,
}
