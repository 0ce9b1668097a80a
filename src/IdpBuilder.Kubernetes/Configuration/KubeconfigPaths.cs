namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>The files in which kubectl looks for clusters.</summary>
internal static class KubeconfigPaths
{
    /// <summary>The files that this process's environment names.</summary>
    public static IReadOnlyList<string> OfEnvironment() =>
        ToRead(Environment.GetEnvironmentVariable("KUBECONFIG"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The files that are read, in order: those of <c>KUBECONFIG</c>, or the one in the home directory.</summary>
    /// <param name="variable">The value of <c>KUBECONFIG</c>; null when it is not set.</param>
    /// <param name="home">The user's home directory.</param>
    public static IReadOnlyList<string> ToRead(string? variable, string home)
    {
        var listed = (variable ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return listed.Length > 0 ? listed : [Path.Combine(home, ".kube", "config")];
    }

    /// <summary>The file that new clusters are written to: the first that exists, else the last, as kubectl has it.</summary>
    public static string ToWrite(IReadOnlyList<string> paths) => paths.FirstOrDefault(File.Exists) ?? paths[^1];
}
