namespace IdpBuilder.Kubernetes.Requests;

/// <summary>When the other end of a silent connection is asked whether it is still there. At least a second each; HTTP/2 only.</summary>
/// <param name="Quiet">For how long nothing has arrived when it is asked.</param>
/// <param name="Answer">How long it may take to answer before the connection is given up.</param>
internal sealed record KeepAlive(TimeSpan Quiet, TimeSpan Answer)
{
    /// <summary>What Kubernetes' own clients do.</summary>
    public static KeepAlive Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));
}
