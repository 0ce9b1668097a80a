using System.Management.Automation;
using IdpBuilder.Errors;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Tests.Pipeline;

public sealed class AsyncCommandTests : IDisposable
{
    private readonly ModuleEngine _engine = new(typeof(ScriptedCommand));

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Output_of_a_worker_arrives_in_order()
    {
        var result = Run(async (pipeline, _) =>
        {
            for (var i = 0; i < 100; i++)
            {
                await pipeline.WriteAsync(i);
            }
        });

        Assert.Equal(Enumerable.Range(0, 100), result.As<int>());
    }

    [Fact]
    public void What_is_queued_just_before_the_work_ends_is_not_lost()
    {
        var result = Run((pipeline, _) =>
        {
            pipeline.Warning("last word");
            return Task.CompletedTask;
        });

        Assert.Equal(["last word"], result.Warnings);
    }

    [Fact]
    public void A_failure_of_a_worker_is_a_terminating_error_with_id_category_and_target()
    {
        var failure = Assert.ThrowsAny<RuntimeException>(() => Run((_, _) =>
            throw new IdpException("ThingMissing", FailureKind.NotFound, "The thing 'x' is missing.", "x")));

        Assert.Equal("ThingMissing,IdpBuilder.Tests.Pipeline.ScriptedCommand", failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, failure.ErrorRecord.CategoryInfo.Category);
        Assert.Equal("x", failure.ErrorRecord.TargetObject);
    }

    [Fact]
    public void An_error_written_by_a_worker_stops_it_under_ErrorAction_Stop()
    {
        var wentOn = false;
        Assert.ThrowsAny<RuntimeException>(() => Run(
            async (pipeline, _) =>
            {
                await pipeline.WriteErrorAsync(new ErrorRecord(new InvalidOperationException("no"), "No", ErrorCategory.InvalidOperation, null));
                wentOn = true;
            },
            "-ErrorAction Stop"));

        Assert.False(wentOn);
    }

    [Fact]
    public void Workers_whose_errors_are_still_unwritten_end_when_the_first_one_stops_the_command()
    {
        Task? second = null;
        Assert.ThrowsAny<RuntimeException>(() => Run(
            (pipeline, _) =>
            {
                var first = pipeline.WriteErrorAsync(Error("First"));
                second = pipeline.WriteErrorAsync(Error("Second"));
                return Task.WhenAll(first, second);
            },
            "-ErrorAction Stop"));

        Assert.True(second!.IsCompleted);

        static ErrorRecord Error(string id) => new(new InvalidOperationException(id), id, ErrorCategory.InvalidOperation, null);
    }

    [Fact]
    public void WhatIf_answers_the_worker_with_no()
    {
        bool? answer = null;
        Run(async (pipeline, _) => answer = await pipeline.ShouldProcessAsync("demo", "Remove"), "-WhatIf");

        Assert.False(answer);
    }

    [Fact]
    public void A_pipeline_used_after_the_work_has_ended_refuses()
    {
        CommandPipeline? kept = null;
        Run((pipeline, _) =>
        {
            kept = pipeline;
            return Task.CompletedTask;
        });

        var refusal = Assert.Throws<InvalidOperationException>(() => kept!.Verbose("too late"));
        Assert.Contains("has ended", refusal.Message);
    }

    [Fact]
    public async Task Stopping_cancels_the_work_and_returns_when_it_has_cleaned_up()
    {
        var started = Signal();
        var mayFinish = Signal();
        var cleanedUp = false;
        using var shell = Shell(async (_, stop) =>
        {
            started.SetResult();
            var cancelled = Signal();
            await using var registration = stop.Register(cancelled.SetResult);
            await cancelled.Task;
            await mayFinish.Task;
            cleanedUp = true;
            stop.ThrowIfCancellationRequested();
        });

        var run = shell.BeginInvoke();
        await started.Task;
        var stopping = Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop);
        Assert.False(stopping.IsCompleted);
        mayFinish.SetResult();
        await stopping;

        Assert.True(cleanedUp);
        Assert.ThrowsAny<PipelineStoppedException>(() => shell.EndInvoke(run));
    }

    [Fact]
    public async Task What_the_work_says_while_it_cleans_up_after_a_stop_does_not_hang_it()
    {
        var started = Signal();
        var ended = Signal();
        using var shell = Shell(async (pipeline, stop) =>
        {
            started.SetResult();
            try
            {
                await Signal().Task.WaitAsync(stop);
            }
            finally
            {
                pipeline.Verbose("cleaning up");
                ended.SetResult();
            }
        });

        shell.BeginInvoke();
        await started.Task;
        shell.Stop();
        await ended.Task;

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    [Fact]
    public void A_cancellation_that_the_user_did_not_ask_for_is_an_error_not_a_stop()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Run((_, _) => throw new OperationCanceledException("own deadline")));

        Assert.IsNotType<PipelineStoppedException>(failure);
        Assert.Contains("own deadline", failure.Message);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EngineResult Run(Func<CommandPipeline, CancellationToken, Task> work, string parameters = "")
    {
        using var shell = Shell(work, parameters);
        var output = shell.Invoke();
        return new EngineResult(output, [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(warning => warning.Message)], []);
    }

    private PowerShell Shell(Func<CommandPipeline, CancellationToken, Task> work, string parameters = "") =>
        _engine.CreateShell($"param($work) $ErrorActionPreference = 'Stop'; Invoke-ScriptedWork -Work $work {parameters}").AddParameter("work", work);
}
