namespace IdpBuilder.Waiting;

/// <summary>Where a wait stands.</summary>
public enum WaitState
{
    /// <summary>It may still come.</summary>
    Waiting,

    /// <summary>It has come.</summary>
    Satisfied,

    /// <summary>It cannot come any more.</summary>
    Impossible,
}
