namespace IdpBuilder;

/// <summary>An image that all nodes of a cluster have.</summary>
/// <param name="Name">Its whole name, as pods find it under any short form of it.</param>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Imported">The nodes that got it now.</param>
/// <param name="Present">The nodes that had it already.</param>
public sealed record ClusterImage(string Name, string Cluster, IReadOnlyList<string> Imported, IReadOnlyList<string> Present)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
