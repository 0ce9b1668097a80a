namespace IdpBuilder.DockerEngine;

/// <summary>A cluster of a control plane and a worker that tests share. Each leaves it as it found it: running, with nothing of the test's own in it.</summary>
public sealed class LivingCluster : IAsyncLifetime
{
    public const string Name = "living";
    public const int Port = 18443;

    private TestEngine? _engine;
    private Cluster? _cluster;

    internal TestEngine Engine => _engine ?? throw new InvalidOperationException("Tests skip before they ask for an engine that is not there.");

    internal Cluster Cluster => _cluster ?? throw new InvalidOperationException("Tests skip before they ask for a cluster that is not there.");

    public async ValueTask InitializeAsync()
    {
        if (TestEngine.IsThere)
        {
            _engine = TestEngine.Open();
            await _engine.Provider.RemoveAsync(Name, CancellationToken.None);
            _cluster = await _engine.Provider.CreateAsync(_engine.Spec(Name, Port, workers: 1), new SilentReporter(), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.Provider.RemoveAsync(Name, CancellationToken.None);
            await _engine.DisposeAsync();
        }
    }
}
