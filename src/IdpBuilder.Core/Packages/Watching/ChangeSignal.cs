using System.Threading.Channels;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages.Watching;

/// <summary>Gathers changes that come close after each other: programs save files in several steps, and several files at once.</summary>
/// <param name="quiet">For how long nothing more has to happen.</param>
/// <param name="longest">How long is waited for that, where it never is quiet.</param>
/// <param name="clock">Measures both.</param>
internal sealed class ChangeSignal(TimeSpan quiet, TimeSpan longest, TimeProvider clock)
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that something has changed.</summary>
    public void Raise() => _changes.Writer.TryWrite(true);

    /// <summary>Ends when something has changed since it ended last, and it is quiet again.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        await _changes.Reader.ReadAsync(stop).ConfigureAwait(false);
        var deadline = Deadline.After(longest, clock);
        while (deadline.Left > TimeSpan.Zero && await HappensAsync(quiet < deadline.Left ? quiet : deadline.Left, stop).ConfigureAwait(false))
        {
        }
    }

    private async Task<bool> HappensAsync(TimeSpan within, CancellationToken stop)
    {
        using var pause = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, pause.Token);
        try
        {
            return await _changes.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
