namespace IdpBuilder.Sync;

/// <summary>How far an operation, or one task of it, has come.</summary>
public enum OperationPhase
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>Under way to its end, because a user asked for it.</summary>
    Terminating,

    /// <summary>Ended: a manifest, a hook or a health said no.</summary>
    Failed,

    /// <summary>Ended: something around it broke.</summary>
    Error,

    /// <summary>Ended well.</summary>
    Succeeded,
}
