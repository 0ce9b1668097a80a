namespace IdpBuilder;

/// <summary>What would become of an object.</summary>
public enum ChangeAction
{
    /// <summary>It is as it would be; nothing is done to it.</summary>
    None,

    /// <summary>It would be made.</summary>
    Create,

    /// <summary>Fields of it would change.</summary>
    Change,

    /// <summary>It would be removed.</summary>
    Delete,

    /// <summary>It is a hook that would run.</summary>
    Run,

    /// <summary>The cluster would refuse it, so that the package would fail.</summary>
    Refuse,

    /// <summary>What becomes of it cannot be told beforehand.</summary>
    Unknown,
}
