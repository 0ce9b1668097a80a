using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Operations;

/// <summary>The engine answered, and said no.</summary>
/// <param name="message">What was being done, and why it was refused.</param>
/// <param name="status">The answer's status code.</param>
/// <param name="reason">The engine's own words.</param>
/// <param name="inner">What the library threw.</param>
internal sealed class EngineRefusedException(string message, int status, string reason, Exception inner)
    : IdpException("EngineRefused", FailureKind.Failed, message, null, inner)
{
    /// <summary>The engine's own words.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether the thing is there already.</summary>
    public bool IsConflict => status == 409;

    /// <summary>Whether a port of the machine was taken.</summary>
    public bool MentionsPort => Reason.Contains("port is already allocated", StringComparison.OrdinalIgnoreCase)
        || Reason.Contains("address already in use", StringComparison.OrdinalIgnoreCase)
        || Reason.Contains("ports are not available", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a network's addresses were taken.</summary>
    public bool MentionsOverlap => Reason.Contains("overlap", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the machine knows no IPv6.</summary>
    public bool MentionsIPv6 => Reason.Contains("ipv6", StringComparison.OrdinalIgnoreCase) || Reason.Contains("ip6tables", StringComparison.OrdinalIgnoreCase);
}
