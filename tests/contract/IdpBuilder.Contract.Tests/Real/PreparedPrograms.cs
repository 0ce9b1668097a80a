using IdpBuilder.Embedded.ControlPlane;
using IdpBuilder.Errors;

namespace IdpBuilder.Contract.Tests.Real;

/// <summary>Finds the programs of a real control plane: those of KUBEBUILDER_ASSETS, or those that <c>prepare.sh</c> made.</summary>
internal static class PreparedPrograms
{
    private const string Version = "1.20.2";

    /// <summary>The programs, or why there are none.</summary>
    public static (ControlPlanePrograms? Programs, string Reason) Find()
    {
        var named = Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS");
        var directory = string.IsNullOrEmpty(named) ? Path.Combine(Cache(), Version) : named;
        try
        {
            return (ControlPlanePrograms.In(directory), string.Empty);
        }
        catch (IdpException failure) when (failure.Id == "ControlPlaneNotFound")
        {
            return (null, Reason(directory));
        }
    }

    private static string Reason(string directory)
    {
        var unavailable = directory + ".unavailable";
        return File.Exists(unavailable)
            ? $"no control plane: {File.ReadAllText(unavailable).Trim()}"
            : $"there is no control plane in '{directory}'; tests/contract/control-plane/prepare.sh makes one on Debian, and KUBEBUILDER_ASSETS names another";
    }

    private static string Cache()
    {
        var cache = Environment.GetEnvironmentVariable("IDPBUILDER_CONTROL_PLANE_CACHE");
        if (!string.IsNullOrEmpty(cache))
        {
            return cache;
        }

        var user = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var home = string.IsNullOrEmpty(user) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache") : user;
        return Path.Combine(home, "idpbuilder", "control-plane");
    }
}
