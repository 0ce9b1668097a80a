using System.Diagnostics;
using System.Globalization;
using IdpBuilder.Embedded.ControlPlane;
using IdpBuilder.Errors;

namespace IdpBuilder.Embedded.Tests.ControlPlane;

/// <summary>Programs end with whoever started them.</summary>
public sealed class GuardedProcessTests
{
    [Fact]
    public async Task A_program_ends_when_it_is_disposed_of()
    {
        var (guarded, program) = await StartAsync();

        await guarded.DisposeAsync();

        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_program_ends_with_its_guard()
    {
        var (guarded, program) = await StartAsync();
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "only Linux ends a program with its parent, by setpriv");

        using var guard = Process.GetProcessById(await ParentOfAsync(program.Id));
        guard.Kill();

        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        await guarded.WaitForEndAsync();
        Assert.Equal("ControlPlaneNotStarted", Assert.Throws<IdpException>(guarded.ThrowIfEnded).Id);
        await guarded.DisposeAsync();
    }

    [Fact]
    public async Task What_a_program_said_before_its_end_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /bin/sh");
        await using var guarded = GuardedProcess.Start("/bin/sh", ["-c", "echo to the point; echo and on error >&2; exit 3"]);

        await guarded.WaitForEndAsync();

        var failure = Assert.Throws<IdpException>(guarded.ThrowIfEnded);
        Assert.Contains("to the point", failure.Message, StringComparison.Ordinal);
        Assert.Contains("and on error", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'/bin/sh' ended", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_cannot_be_executed_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /bin/sh");
        await using var guarded = GuardedProcess.Start("/no/such/program", []);

        await guarded.WaitForEndAsync();

        Assert.Contains("/no/such/program", Assert.Throws<IdpException>(guarded.ThrowIfEnded).Message, StringComparison.Ordinal);
    }

    // A program that tells its process id and then waits for ever, as servers do.
    private static async Task<(GuardedProcess Guarded, Process Program)> StartAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /bin/sh");
        var file = Path.Combine(Path.GetTempPath(), $"guarded-{Guid.NewGuid():N}");
        using var watcher = new FileSystemWatcher(Path.GetTempPath(), Path.GetFileName(file)) { EnableRaisingEvents = true };
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => told.TrySetResult();
        watcher.Renamed += (_, _) => told.TrySetResult();
        var guarded = GuardedProcess.Start("/bin/sh", ["-c", "echo $$ > \"$0.new\"; mv \"$0.new\" \"$0\"; exec sleep 600", file]);
        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        var id = int.Parse((await File.ReadAllTextAsync(file)).Trim(), CultureInfo.InvariantCulture);
        File.Delete(file);
        return (guarded, Process.GetProcessById(id));
    }

    private static async Task<int> ParentOfAsync(int id)
    {
        var stat = await File.ReadAllTextAsync($"/proc/{id}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
