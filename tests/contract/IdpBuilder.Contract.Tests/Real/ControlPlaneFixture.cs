using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Embedded.ControlPlane;
using IdpBuilder.Tests;

[assembly: AssemblyFixture(typeof(ControlPlaneFixture))]

namespace IdpBuilder.Contract.Tests.Real;

/// <summary>The one control plane, without controllers, that all tests of a run share; it is started for the first that asks.</summary>
public sealed class ControlPlaneFixture : IAsyncDisposable
{
    private readonly Lazy<Task<LocalControlPlane>> _started = new(
        () => LocalControlPlane.StartAsync(ControlPlanePrograms.In(ControlPlaneAssets.Directory), port: 0, TimeProvider.System, CancellationToken.None));

    /// <summary>The control plane; null when this machine has none.</summary>
    public async Task<LocalControlPlane?> GetAsync() => ControlPlaneAssets.Reason.Length > 0 ? null : await _started.Value;

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            await (await _started.Value).DisposeAsync();
        }
    }
}
