namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Why a template came to nothing this time.</summary>
internal enum Interruption
{
    None,

    /// <summary>As many run already as may run at once; it is tried again.</summary>
    Parallelism,

    /// <summary>It waited too long to begin.</summary>
    Timeout,

    /// <summary>It cannot be carried out as it is written.</summary>
    Error,
}
