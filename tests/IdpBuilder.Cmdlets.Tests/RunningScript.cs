using System.Management.Automation;

namespace IdpBuilder.Tests;

/// <summary>Scripts that are still running.</summary>
internal static class RunningScript
{
    /// <summary>Starts a script and returns when its progress shows a text; the script must not end before.</summary>
    public static async Task<Task<PSDataCollection<PSObject>>> UntilAsync(PowerShell shell, string text)
    {
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Streams.Progress.DataAdded += (_, added) =>
        {
            var record = shell.Streams.Progress[added.Index];
            if ($"{record.Activity} {record.StatusDescription}".Contains(text, StringComparison.Ordinal))
            {
                shown.TrySetResult();
            }
        };
        var run = shell.InvokeAsync();
        Assert.NotSame(run, await Task.WhenAny(run, shown.Task));
        return run;
    }

    /// <summary>Stops it, as Ctrl+C does, and returns when it has ended.</summary>
    public static async Task StopAsync(PowerShell shell, Task run)
    {
        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop);
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => run);
    }
}
