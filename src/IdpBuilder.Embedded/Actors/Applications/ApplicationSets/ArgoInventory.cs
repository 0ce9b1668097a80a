namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>What Argo CD knows of clusters and projects.</summary>
/// <param name="Clusters">The clusters that Secrets describe, in the order of their names; the local one may be among them.</param>
/// <param name="Projects">The names of the projects; the default project always exists.</param>
internal sealed record ArgoInventory(IReadOnlyList<RegisteredCluster> Clusters, IReadOnlySet<string> Projects)
{
    private const string DefaultProject = "default";

    /// <summary>Whether there is a project; no name means the default one.</summary>
    public bool HasProject(string name) => name.Length == 0 || name == DefaultProject || Projects.Contains(name);

    /// <summary>Why an Application cannot be deployed to a destination; null when it can.</summary>
    public string? RejectDestination(string name, string server)
    {
        if (name.Length > 0 && server.Length > 0)
        {
            return $"application destination can't have both name and server defined: {name} {server}";
        }

        if (server.Length > 0)
        {
            var wanted = server.TrimEnd('/');
            return wanted == RegisteredCluster.LocalServer || Clusters.Any(cluster => cluster.Server.TrimEnd('/') == wanted)
                ? null
                : $"error getting cluster by server \"{server}\": rpc error: code = NotFound desc = cluster \"{wanted}\" not found";
        }

        if (name.Length == 0)
        {
            return "Destination server missing from app spec";
        }

        var servers = Clusters.Where(cluster => cluster.Name == name).Select(cluster => cluster.Server).ToList();
        return (servers.Count, name) switch
        {
            (1, _) or (0, RegisteredCluster.LocalName) => null,
            (0, _) => $"there are no clusters with this name: {name}",
            _ => $"there are {servers.Count} clusters with the same name: [{string.Join(' ', servers)}]",
        };
    }
}
