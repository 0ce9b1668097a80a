namespace IdpBuilder.Certificates;

/// <summary>Notes on this machine which authorities were added for which cluster, so that they go with it, also where it cannot be asked any more. A file a cluster, a thumbprint a line.</summary>
/// <param name="folder">The folder of the notes.</param>
public sealed class TrustNotes(string folder)
{
    /// <summary>The authorities of a cluster.</summary>
    public IReadOnlyList<string> Read(string cluster) => File.Exists(PathOf(cluster)) ? [.. File.ReadAllLines(PathOf(cluster)).Where(line => line.Length > 0)] : [];

    /// <summary>Whether an authority was added for another cluster, too: one that bears two names.</summary>
    public bool IsOfOthers(string cluster, string thumbprint) => Directory.Exists(folder)
        && Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Any(other => other != cluster && Read(other).Contains(thumbprint, StringComparer.OrdinalIgnoreCase));

    /// <summary>Notes the authorities of a cluster; none for one that is forgotten.</summary>
    public void Write(string cluster, IReadOnlyCollection<string> thumbprints)
    {
        if (thumbprints.Count > 0)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllLines(PathOf(cluster), thumbprints);
        }
        else
        {
            File.Delete(PathOf(cluster));
        }
    }

    private string PathOf(string cluster) => Path.Combine(folder, cluster);
}
