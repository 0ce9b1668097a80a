using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Images;

/// <summary>The images that a node's containerd has.</summary>
/// <param name="digests">The digest of what each name means.</param>
internal sealed class StoredImages(IReadOnlyDictionary<string, string> digests)
{
    private static readonly string[] Listing = ["ctr", "--namespace=k8s.io", "images", "list"];

    /// <summary>Asks a node.</summary>
    public static async Task<StoredImages> OfAsync(DockerEngine engine, string node, CancellationToken stop)
    {
        var result = await engine.Containers.ExecuteAsync(node, Listing, stop).ConfigureAwait(false);
        return result.Succeeded ? Parse(result.Output) : throw ImageFailures.ImageNotImported(node, result);
    }

    /// <summary>Reads the table that <c>ctr images list</c> prints: name, type and digest come first.</summary>
    public static StoredImages Parse(string table)
    {
        var rows = table.Split('\n').Skip(1).Select(row => row.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries)).Where(row => row.Length >= 3);
        return new StoredImages(rows.DistinctBy(row => row[0], StringComparer.Ordinal).ToDictionary(row => row[0], row => row[2], StringComparer.Ordinal));
    }

    /// <summary>Whether the name is there, whatever it means.</summary>
    public bool Knows(string name) => digests.ContainsKey(name);

    /// <summary>Whether the name is there and means this very image. Beside each name stands the digest of its configuration, as a name of its own.</summary>
    public bool Has(ImageIdentity image) =>
        image.Id.Length > 0
        && digests.TryGetValue(image.Name, out var digest)
        && (digest == image.Id || (digests.TryGetValue(image.Id, out var configured) && configured == digest));
}
