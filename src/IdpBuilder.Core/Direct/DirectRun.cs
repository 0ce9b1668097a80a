using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>The work of one run on a package, which it has to itself.</summary>
/// <param name="context">What it works with.</param>
/// <param name="package">The package's name.</param>
/// <param name="removes">Whether the package is removed by it.</param>
/// <param name="live">Its objects.</param>
internal sealed class DirectRun(InstallContext context, string package, bool removes, LiveInventory live)
{
    private DirectSync? _current;

    /// <summary>The package's record; null when there is none yet.</summary>
    public DirectRecord? Record { get; set; }

    /// <summary>The state that it has brought the package to.</summary>
    public PackageStatus Status => DirectStatuses.Of(context.Connection, Record!, live.Find);

    /// <summary>What it waits for now.</summary>
    public string WaitsFor => _current?.WaitsFor ?? string.Empty;

    /// <summary>Carries out what is wanted of one Application.</summary>
    /// <exception cref="IdpException">It failed.</exception>
    public async Task CarryOutAsync(DirectTargets targets, CancellationToken stop)
    {
        _current = new DirectSync(context, live, Record!, targets);
        Record = await _current.RunAsync(stop).ConfigureAwait(false);
        if (Record.Of(targets.Application) is { Phase: not OperationPhase.Succeeded } failed)
        {
            throw removes ? DirectFailures.RemovalFailed(package, failed) : DirectFailures.Failed(package, failed);
        }
    }

    /// <summary>Removes one Application's objects, and it from the record.</summary>
    public async Task RemoveAsync(DirectOperation operation, CancellationToken stop)
    {
        await CarryOutAsync(DirectTargets.None(operation), stop).ConfigureAwait(false);
        Record = Record!.Without(operation.Application);
    }
}
