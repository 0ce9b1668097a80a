using System.Security.Cryptography;

namespace IdpBuilder.Docker.Kubeadm;

/// <summary>Makes the token with which nodes join. kind's is the same for every cluster; ours is known to nobody.</summary>
internal static class BootstrapToken
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new token.</summary>
    public static string New() => $"{RandomNumberGenerator.GetString(Characters, 6)}.{RandomNumberGenerator.GetString(Characters, 16)}";
}
