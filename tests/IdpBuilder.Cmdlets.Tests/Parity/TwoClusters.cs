namespace IdpBuilder.Tests.Parity;

/// <summary>Two clusters of one name, each in a session of its own: one on a real API server, one on the embedded API.</summary>
public sealed class TwoClusters : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, (ModuleEngine Engine, Cluster Cluster)> _made = [];

    /// <summary>The cluster with certain options of <c>New-IdpCluster</c>; made when it is first asked for.</summary>
    public (ModuleEngine Engine, Cluster Cluster) With(string options)
    {
        if (!_made.TryGetValue(options, out var pair))
        {
            var engine = new ModuleEngine();
            var kubeconfig = Path.Combine(_folder.Path, $"config-{_made.Count}");
            pair = (engine, engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{kubeconfig}' {options}").Single<Cluster>());
            _made.Add(options, pair);
        }

        return pair;
    }

    public void Dispose()
    {
        foreach (var (engine, _) in _made.Values)
        {
            engine.Dispose();
        }

        _folder.Dispose();
    }
}
