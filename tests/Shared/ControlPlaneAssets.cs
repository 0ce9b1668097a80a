namespace IdpBuilder.Tests;

/// <summary>Where the programs of a real control plane are: those of KUBEBUILDER_ASSETS, or those that <c>tests/contract/control-plane/prepare.sh</c> made.</summary>
internal static class ControlPlaneAssets
{
    private const string Version = "1.20.2";

    /// <summary>Their directory, whether they are there or not.</summary>
    public static string Directory { get; } = Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } named ? named : Path.Combine(Cache(), Version);

    /// <summary>Why they are not there; empty when they are.</summary>
    public static string Reason { get; } = Missing();

    /// <summary>Their directory; skips the test where they are not.</summary>
    public static string Require()
    {
        Assert.SkipUnless(Reason.Length == 0, Reason);
        return Directory;
    }

    private static string Missing()
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        if (File.Exists(Path.Combine(Directory, "etcd" + suffix)) && File.Exists(Path.Combine(Directory, "kube-apiserver" + suffix)))
        {
            return string.Empty;
        }

        var unavailable = Directory + ".unavailable";
        return File.Exists(unavailable)
            ? $"no control plane: {File.ReadAllText(unavailable).Trim()}"
            : $"there is no control plane in '{Directory}'; tests/contract/control-plane/prepare.sh makes one on Debian, and KUBEBUILDER_ASSETS names another";
    }

    private static string Cache()
    {
        if (Environment.GetEnvironmentVariable("IDPBUILDER_CONTROL_PLANE_CACHE") is { Length: > 0 } cache)
        {
            return cache;
        }

        var user = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var home = string.IsNullOrEmpty(user) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache") : user;
        return Path.Combine(home, "idpbuilder", "control-plane");
    }
}
