namespace IdpBuilder.Secrets;

/// <summary>What the platform's administrators log in with, where somebody has chosen it. It has no text, so that nothing prints it.</summary>
/// <param name="userName">The git server's administrator; empty to leave the name to the platform. Argo CD's is always <c>admin</c>.</param>
/// <param name="password">The password of both.</param>
public sealed class PlatformCredential(string userName, string password)
{
    /// <summary>The one that everybody knows, for machines that nobody else reaches; the Go tool's own.</summary>
    public static PlatformCredential Developer { get; } = new(string.Empty, "developer");

    /// <summary>The git server's administrator; empty to leave the name to the platform.</summary>
    public string UserName { get; } = userName;

    /// <summary>The password.</summary>
    public string Password { get; } = password;
}
