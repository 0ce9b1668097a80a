using System.ComponentModel;
using System.Diagnostics;

namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>A running program that never outlives this process, however this process ends.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private readonly string _program;
    private readonly Process _process;
    private readonly IDisposable? _job;
    private readonly OutputTail _output = new();

    private GuardedProcess(string program, Process process, IDisposable? job)
    {
        (_program, _process, _job) = (program, process, job);
        process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a program.</summary>
    /// <exception cref="Errors.IdpException"><c>ControlPlaneNotStarted</c>: it cannot be executed.</exception>
    public static GuardedProcess Start(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            return OperatingSystem.IsWindows() ? StartInJob(program, arguments) : StartGuarded(program, arguments);
        }
        catch (Win32Exception exception)
        {
            throw ControlPlaneFailures.NotExecutable(program, exception);
        }
    }

    /// <summary>Fails when the program has ended.</summary>
    /// <exception cref="Errors.IdpException"><c>ControlPlaneNotStarted</c>, with the last lines it wrote.</exception>
    public void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            throw ControlPlaneFailures.Ended(_program, _output.ToString());
        }
    }

    /// <summary>Returns when the program has ended and all it wrote has been read.</summary>
    public Task WaitForEndAsync() => _process.WaitForExitAsync();

    /// <summary>Returns when the program has ended well.</summary>
    /// <exception cref="Errors.IdpException"><c>ControlPlaneNotStarted</c>: it failed; with the last lines it wrote.</exception>
    public async Task SucceedAsync(CancellationToken stop)
    {
        await _process.WaitForExitAsync(stop).ConfigureAwait(false);
        if (_process.ExitCode != 0)
        {
            ThrowIfEnded();
        }
    }

    /// <summary>That the program does not serve in time.</summary>
    public Exception NotReady(TimeSpan limit) => ControlPlaneFailures.NotReady(_program, limit, _output.ToString());

    /// <summary>Ends the program and returns when it has.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        _job?.Dispose();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private static GuardedProcess StartGuarded(string program, IReadOnlyList<string> arguments) =>
        new(program, Run(UnixGuard.Around(program, arguments)), null);

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static GuardedProcess StartInJob(string program, IReadOnlyList<string> arguments)
    {
        var job = new WindowsJob();
        try
        {
            var process = Run(new ProcessStartInfo(program, arguments));
            job.Take(process);
            return new GuardedProcess(program, process, job);
        }
        catch
        {
            job.Dispose();
            throw;
        }
    }

    private static Process Run(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        // etcd refuses some processors, arm64 among them, unless it is told that the user knows.
        start.Environment["ETCD_UNSUPPORTED_ARCH"] = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return Process.Start(start)!;
    }
}
