namespace IdpBuilder.Host;

/// <summary>What scripts tell the host about themselves, by <c>$Host.PrivateData</c>.</summary>
public sealed class HostStatus
{
    /// <summary>Whether the last statement of a command succeeded.</summary>
    public bool LastSucceeded { get; set; } = true;
}
