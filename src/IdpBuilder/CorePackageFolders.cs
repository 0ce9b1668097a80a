namespace IdpBuilder;

/// <summary>
/// Where this user's core packages lie: each cluster's as they were installed, so that <c>Update-IdpPackage</c> finds them, and what was
/// downloaded for them; and what else is noted on this machine about clusters.
/// </summary>
internal static class CorePackageFolders
{
    private static string Home => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "idpbuilder");

    /// <summary>The files that were downloaded, each named by its digest.</summary>
    public static string Downloads => Path.Combine(Home, "downloads");

    /// <summary>Which certificate authorities were trusted for which cluster.</summary>
    public static string Trusted => Path.Combine(Home, "trusted");

    /// <summary>A package of a cluster.</summary>
    public static string Of(string cluster, string package) => Path.Combine(FolderOf(cluster), package);

    /// <summary>Removes those of a cluster that is gone.</summary>
    public static void Forget(string cluster)
    {
        if (Directory.Exists(FolderOf(cluster)))
        {
            Directory.Delete(FolderOf(cluster), recursive: true);
        }
    }

    private static string FolderOf(string cluster) => Path.Combine(Home, "core-packages", cluster);
}
