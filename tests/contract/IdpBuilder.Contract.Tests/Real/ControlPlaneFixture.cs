using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Embedded.ControlPlane;

[assembly: AssemblyFixture(typeof(ControlPlaneFixture))]

namespace IdpBuilder.Contract.Tests.Real;

/// <summary>The one control plane that all tests of a run share; it is started for the first that asks.</summary>
public sealed class ControlPlaneFixture : IAsyncDisposable
{
    private readonly Lazy<Task<LocalControlPlane>>? _started;

    public ControlPlaneFixture()
    {
        (var programs, Reason) = PreparedPrograms.Find();
        _started = programs is null ? null : new(() => LocalControlPlane.StartAsync(programs, TimeProvider.System, CancellationToken.None));
    }

    /// <summary>Why there is none; empty when there is.</summary>
    public string Reason { get; }

    /// <summary>The control plane; null when there is none.</summary>
    public async Task<LocalControlPlane?> GetAsync() => _started is null ? null : await _started.Value;

    public async ValueTask DisposeAsync()
    {
        if (_started is { IsValueCreated: true })
        {
            await (await _started.Value).DisposeAsync();
        }
    }
}
