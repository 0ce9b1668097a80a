using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading.Channels;

namespace IdpBuilder.Pipeline;

/// <summary>
/// What asynchronous work may do to the pipeline, from any thread. Output, errors and questions are awaited until the
/// pipeline thread has done them; progress and messages are queued. After the work has ended every call is refused.
/// </summary>
public sealed class CommandPipeline
{
    private readonly Channel<PipelineRecord> _records = Channel.CreateUnbounded<PipelineRecord>(
        new UnboundedChannelOptions { SingleReader = true });

    internal CommandPipeline()
    {
    }

    internal ChannelReader<PipelineRecord> Records => _records.Reader;

    /// <summary>Writes an object and waits until the pipeline has taken it.</summary>
    public Task WriteAsync(object? value) => InvokeAsync(cmdlet =>
    {
        cmdlet.WriteObject(value);
        return true;
    });

    /// <summary>Writes a non-terminating error and waits until the pipeline has taken it; with <c>-ErrorAction Stop</c> the returned task fails.</summary>
    public Task WriteErrorAsync(ErrorRecord error) => InvokeAsync(cmdlet =>
    {
        cmdlet.WriteError(error);
        return true;
    });

    /// <summary>Asks whether an action is wanted (<c>-WhatIf</c>, <c>-Confirm</c>).</summary>
    public Task<bool> ShouldProcessAsync(string target, string action) =>
        InvokeAsync(cmdlet => cmdlet.ShouldProcess(target, action));

    /// <summary>Says under <c>-WhatIf</c>, in words of our own, what would be done; otherwise asks as <c>-Confirm</c> wants.</summary>
    public Task<bool> ShouldProcessAsync(string description) =>
        InvokeAsync(cmdlet => cmdlet.ShouldProcess(description, $"{description}?", string.Empty));

    /// <summary>Queues a progress record.</summary>
    public void Progress(ProgressRecord record) => Queue(cmdlet => cmdlet.WriteProgress(record));

    /// <summary>Queues a verbose message.</summary>
    public void Verbose(string message) => Queue(cmdlet => cmdlet.WriteVerbose(message));

    /// <summary>Queues a warning.</summary>
    public void Warning(string message) => Queue(cmdlet => cmdlet.WriteWarning(message));

    /// <summary>Queues something that is shown to the user and is no output.</summary>
    public void Draw(Action<PSHost> draw) => Queue(cmdlet => draw(((PSCmdlet)cmdlet).Host));

    internal void Complete() => _records.Writer.TryComplete();

    private void Queue(Action<Cmdlet> write) => Post(new PipelineRecord(write, () => { }));

    private void Post(PipelineRecord record)
    {
        if (!_records.Writer.TryWrite(record))
        {
            throw Ended();
        }
    }

    private Task<T> InvokeAsync<T>(Func<Cmdlet, T> call)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new PipelineRecord(
            cmdlet =>
            {
                try
                {
                    done.SetResult(call(cmdlet));
                }
                catch (Exception failure)
                {
                    // The worker must learn of it, and the pipeline thread must still see it (a stopped pipeline, -ErrorAction Stop).
                    done.SetException(failure);
                    throw;
                }
            },
            done.SetCanceled));
        return done.Task;
    }

    private static InvalidOperationException Ended() =>
        new("The command has ended: nothing more can be written to its pipeline.");
}
