using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;
using IdpBuilder.Waiting;

namespace IdpBuilder.Direct;

/// <summary>
/// The right to change a package, which one run has at a time. It is renewed while it is held; a lease that nobody renewed for its
/// whole duration, measured here and not by the other machine's clock, is taken over.
/// </summary>
internal sealed class PackageLease : IAsyncDisposable
{
    /// <summary>For how long a holder that was killed keeps others waiting.</summary>
    internal const int DurationSeconds = 15;

    private static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(5);
    private static readonly GroupVersionKind Type = new("coordination.k8s.io", "v1", "Lease");

    private readonly IKubernetesApi _api;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewing;
    private Manifest _lease;

    private PackageLease(IKubernetesApi api, TimeProvider clock, Manifest lease)
    {
        (_api, _clock, _lease) = (api, clock, lease);
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when the lease could not be renewed: somebody else may have it by now.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes a package's lease, waiting for who holds it.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="package">The package.</param>
    /// <param name="holder">Who takes it.</param>
    /// <param name="deadline">When waiting ends.</param>
    /// <param name="reporter">Is told who is waited for.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static async Task<PackageLease> TakeAsync(
        IKubernetesApi api, string package, string holder, Deadline deadline, IRunReporter reporter, CancellationToken stop)
    {
        var reference = new ResourceReference(Type, DirectRecords.Namespace, DirectRecords.NameOf(package));
        var expired = string.Empty;
        while (true)
        {
            var seen = await api.GetAsync(reference, stop).ConfigureAwait(false);
            if (seen is null || seen.Spec.Text("holderIdentity").Length == 0 || seen.ResourceVersion == expired)
            {
                if (await TryTakeAsync(api, reference, seen, holder, deadline.Clock, stop).ConfigureAwait(false) is { } taken)
                {
                    return new PackageLease(api, deadline.Clock, taken);
                }

                continue;
            }

            reporter.Verbose($"'{package}' is being installed by '{seen.Spec.Text("holderIdentity")}'; waiting for it to end.");
            expired = await AwaitChangeAsync(api, seen, package, deadline, reporter, stop).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            while (!_lost.IsCancellationRequested && !await TryReleaseAsync().ConfigureAwait(false) && await IsStillOursAsync(CancellationToken.None).ConfigureAwait(false))
            {
            }
        }
        catch (KubernetesApiException)
        {
            // It expires by itself.
        }

        _ended.Dispose();
        _lost.Dispose();
    }

    private static async Task<Manifest?> TryTakeAsync(
        IKubernetesApi api, ResourceReference reference, Manifest? seen, string holder, TimeProvider clock, CancellationToken stop)
    {
        var lease = new Manifest(new JsonObject
        {
            ["apiVersion"] = Type.ApiVersion,
            ["kind"] = Type.Kind,
            ["metadata"] = new JsonObject { ["name"] = reference.Name, ["namespace"] = reference.Namespace },
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = holder,
                ["leaseDurationSeconds"] = DurationSeconds,
                ["acquireTime"] = Now(clock),
                ["renewTime"] = Now(clock),
                ["leaseTransitions"] = (seen?.Spec.Whole("leaseTransitions") ?? -1) + 1,
            },
        });
        try
        {
            if (seen is null)
            {
                return await api.CreateAsync(lease, WriteOptions.Default, stop).ConfigureAwait(false);
            }

            lease.Metadata!["resourceVersion"] = seen.ResourceVersion;
            return await api.ReplaceAsync(lease, WriteOptions.Default, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException faster) when (faster.Code == 409 || (faster.Code == 404 && seen is not null))
        {
            return null;
        }
    }

    // The version that nobody renewed in time; empty when it changed.
    private static async Task<string> AwaitChangeAsync(
        IKubernetesApi api, Manifest seen, string package, Deadline deadline, IRunReporter reporter, CancellationToken stop)
    {
        var duration = TimeSpan.FromSeconds(seen.Spec.Whole("leaseDurationSeconds") ?? DurationSeconds);
        var left = deadline.Left;
        var patience = left == Timeout.InfiniteTimeSpan || duration < left ? duration : left;
        try
        {
            var selector = new ResourceSelector(Type, DirectRecords.Namespace, FieldSelector: $"metadata.name={seen.Name}");
            await Wait.ForAsync(api, [selector], new LeaseChanged(seen, package), patience, deadline.Clock, reporter, stop).ConfigureAwait(false);
            return string.Empty;
        }
        catch (IdpException late) when (late.Kind == FailureKind.TimedOut)
        {
            return patience == duration ? seen.ResourceVersion : throw DirectFailures.Busy(package, seen.Spec.Text("holderIdentity"), deadline.Timeout);
        }
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(RenewalPause, _clock);
        var renewed = _clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
            {
                // After a machine has slept one try tells whether somebody came meanwhile.
                var began = _clock.GetTimestamp();
                var left = TimeSpan.FromSeconds(DurationSeconds) - _clock.GetElapsedTime(renewed);
                using var expiry = new CancellationTokenSource(left > TimeSpan.Zero ? left : RenewalPause, _clock);
                using var ending = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, expiry.Token);
                while (!await TryRenewAsync(ending.Token).ConfigureAwait(false))
                {
                    if (!await IsStillOursAsync(ending.Token).ConfigureAwait(false))
                    {
                        await _lost.CancelAsync().ConfigureAwait(false);
                        return;
                    }
                }

                renewed = began;
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (failure is IdpException or OperationCanceledException)
        {
            // Whoever waits for the lease has seen nothing of it for its whole duration, and takes it.
            await _lost.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> TryRenewAsync(CancellationToken stop)
    {
        var renewed = _lease.Clone();
        renewed.Spec!["renewTime"] = Now(_clock);
        try
        {
            _lease = await _api.ReplaceAsync(renewed, WriteOptions.Default, stop).ConfigureAwait(false);
            return true;
        }
        catch (KubernetesApiException changed) when (changed.Code == 409)
        {
            return false;
        }
    }

    private async Task<bool> TryReleaseAsync()
    {
        try
        {
            var options = new DeletionOptions(Uid: _lease.Uid, ResourceVersion: _lease.ResourceVersion);
            await _api.DeleteAsync(ResourceReference.To(_lease), options, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (KubernetesApiException changed) when (changed.Code == 409)
        {
            return false;
        }
    }

    // Whoever else writes to it does not take it by that: it says itself whose it is.
    private async Task<bool> IsStillOursAsync(CancellationToken stop)
    {
        var now = await _api.GetAsync(ResourceReference.To(_lease), stop).ConfigureAwait(false);
        var ours = now?.Spec.Text("holderIdentity") == _lease.Spec.Text("holderIdentity");
        _lease = ours ? now! : _lease;
        return ours;
    }

    private static string Now(TimeProvider clock) =>
        clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
