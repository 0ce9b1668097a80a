using System.Management.Automation;
using IdpBuilder.Errors;

namespace IdpBuilder.Pipeline;

/// <summary>
/// A cmdlet whose work is asynchronous. The work runs on the pool and speaks through <see cref="CommandPipeline"/>;
/// its records are drained on the pipeline thread. On Ctrl+C the work is cancelled, and the prompt returns when it has ended.
/// </summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    /// <summary>How long cancelled work may take to clean up before the prompt returns without it.</summary>
    internal static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The work for one pipeline object.</summary>
    protected virtual Task RunAsync(CommandPipeline pipeline, CancellationToken stop) => Task.CompletedTask;

    /// <summary>The work after the last pipeline object.</summary>
    protected virtual Task FinishAsync(CommandPipeline pipeline, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Pump(RunAsync);

    /// <inheritdoc/>
    protected override void EndProcessing() => Pump(FinishAsync);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private void Pump(Func<CommandPipeline, CancellationToken, Task> work)
    {
        var pipeline = new CommandPipeline();
        var task = Task.Run(() => work(pipeline, _stop.Token), CancellationToken.None);
        _ = task.ContinueWith(_ => pipeline.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            Drain(pipeline);
        }
        catch
        {
            // A write failed here (the pipeline was stopped, or -ErrorAction Stop): the work ends before we leave.
            _stop.Cancel();
            AwaitQuietly(task, pipeline);
            throw;
        }

        Complete(task);
    }

    private void Drain(CommandPipeline pipeline)
    {
        while (true)
        {
            while (pipeline.Records.TryRead(out var record))
            {
                record.Write(this);
            }

            // One waiter at a time: the channel has a single reader.
            var more = pipeline.Records.WaitToReadAsync(CancellationToken.None).AsTask();
            if (!WaitForRecord(more))
            {
                throw new PipelineStoppedException();
            }

            if (!more.Result)
            {
                return;
            }
        }
    }

    /// <summary>Waits as long as the work likes to take; once the user has stopped it, only as long as cleaning up may take.</summary>
    private bool WaitForRecord(Task<bool> more)
    {
        try
        {
            more.Wait(_stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return more.Wait(CleanUpLimit);
        }
    }

    private void Complete(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (IdpException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure));
        }
        catch (Exception failure) when (failure is not (RuntimeException or PipelineStoppedException))
        {
            // Scripts rely on ids: also what nobody foresaw has one.
            ThrowTerminatingError(ErrorRecords.From(CommandFailures.Unforeseen(MyInvocation.MyCommand?.Name ?? GetType().Name, failure)));
        }
    }

    // Whoever of the work still waits for the pipeline is told that it takes nothing more: it must not wait for ever.
    private static void AwaitQuietly(Task task, CommandPipeline pipeline)
    {
        var refusing = RefuseAsync(pipeline);
        try
        {
            Task.WaitAll([task, refusing], CleanUpLimit);
        }
        catch (AggregateException)
        {
            // The failure that is already on its way out says more.
        }
    }

    private static async Task RefuseAsync(CommandPipeline pipeline)
    {
        await foreach (var record in pipeline.Records.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            record.Refuse();
        }
    }
}
