namespace IdpBuilder.Errors;

/// <summary>What a Kubernetes API server answered instead of doing what was asked.</summary>
public sealed class KubernetesApiException : IdpException
{
    /// <summary>Makes a failure from a Status answer.</summary>
    /// <param name="id">A stable id.</param>
    /// <param name="kind">The category.</param>
    /// <param name="code">The HTTP status code; 0 when no answer came.</param>
    /// <param name="reason">The Status reason, such as <c>NotFound</c> or <c>Conflict</c>.</param>
    /// <param name="message">The server's message, with what was asked.</param>
    /// <param name="target">What was asked for.</param>
    /// <param name="inner">The cause, if another exception was.</param>
    public KubernetesApiException(
        string id, FailureKind kind, int code, string reason, string message, object? target = null, Exception? inner = null)
        : base(id, kind, message, target, inner)
    {
        Code = code;
        Reason = reason;
    }

    /// <summary>The HTTP status code; 0 when no answer came.</summary>
    public int Code { get; }

    /// <summary>The Status reason, such as <c>NotFound</c>, <c>AlreadyExists</c>, <c>Conflict</c> or <c>Invalid</c>.</summary>
    public string Reason { get; }
}
