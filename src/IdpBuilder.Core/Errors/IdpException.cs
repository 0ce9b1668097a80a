namespace IdpBuilder.Errors;

/// <summary>A failure that a user can act on.</summary>
public class IdpException : Exception
{
    /// <summary>Makes a failure; called only from the failure file of each layer.</summary>
    /// <param name="id">A stable id of the form <c>NounReason</c>.</param>
    /// <param name="kind">The category for PowerShell's error records.</param>
    /// <param name="message">What failed, on what, why, and the way out.</param>
    /// <param name="target">The thing it failed on.</param>
    /// <param name="inner">The cause, if another exception was.</param>
    public IdpException(string id, FailureKind kind, string message, object? target = null, Exception? inner = null)
        : base(message, inner)
    {
        Id = id;
        Kind = kind;
        Target = target;
    }

    /// <summary>The stable id, listed in about_IdpBuilderErrors.</summary>
    public string Id { get; }

    /// <summary>The category.</summary>
    public FailureKind Kind { get; }

    /// <summary>The thing it failed on.</summary>
    public object? Target { get; }
}
