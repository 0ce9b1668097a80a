using IdpBuilder.Packages.Watching;

namespace IdpBuilder.Core.Tests.Packages.Watching;

public sealed class SourceWatchTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly PackageFolder _folder = new PackageFolder().With("a.yaml", "1").With("deep/down/b.yaml", "1");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, Action<string>> Deeds => new()
    {
        { "write", path => File.WriteAllText(Path.Combine(path, "a.yaml"), "2") },
        { "write below", path => File.WriteAllText(Path.Combine(path, "deep", "down", "b.yaml"), "2") },
        { "make", path => File.WriteAllText(Path.Combine(path, "deep", "c.yaml"), "2") },
        { "delete", path => File.Delete(Path.Combine(path, "a.yaml")) },
        { "rename", path => File.Move(Path.Combine(path, "a.yaml"), Path.Combine(path, "z.yaml")) },
        { "make a directory", path => Directory.CreateDirectory(Path.Combine(path, "deep", "new")) },
        { "remove a directory", path => Directory.Delete(Path.Combine(path, "deep"), recursive: true) },
    };

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task Whatever_is_done_to_files_is_noticed(string deed, Action<string> act)
    {
        using var watch = new SourceWatch(new HashSet<WatchedPlace> { new(_folder.Path, true, string.Empty) }, TimeProvider.System);
        var next = watch.NextAsync(TestContext.Current.CancellationToken);

        act(_folder.Path);

        Assert.True(next == await Task.WhenAny(next, Task.Delay(Limit, TestContext.Current.CancellationToken)), $"'{deed}' was not noticed");
        await next;
    }

    [Fact]
    public async Task A_file_that_becomes_a_program_is_noticed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such mark");
        using var watch = new SourceWatch(new HashSet<WatchedPlace> { new(_folder.Path, false, "a.yaml") }, TimeProvider.System);
        var next = watch.NextAsync(TestContext.Current.CancellationToken);

        Run("chmod", "+x", _folder.At("a.yaml"));

        await next.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
