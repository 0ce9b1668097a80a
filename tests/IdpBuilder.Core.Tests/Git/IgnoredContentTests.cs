using System.Diagnostics;
using IdpBuilder.Core.Tests.Packages;

namespace IdpBuilder.Core.Tests.Git;

public sealed class IgnoredContentTests
{
    private static readonly string[] Paths =
        ["a", "b.log", "c d", "dir/a", "dir/b.log", "dir/sub/a", "dir/sub/deep/x.yaml", "other/dir/a", "other/x.yaml", "other/sub/-", "bin/]", "bin/obj/b.log"];

    private static readonly string[] Parts =
        ["/", "/", "**", "*", "?", "a", "b.log", "dir", "sub", "other", "[a-c]", "[!d]", "x.yaml", "*.log", " ", "[]-]", "\\a", "bin"];

    [Fact]
    public void What_git_ignores_and_gits_own_are_no_content_and_what_may_be_run_stays_so()
    {
        using var folder = new PackageFolder()
            .With("app.yaml", PackageFolder.Application("demo", "cnoe://content"))
            .With("content/.gitignore", "*.log\nbuild/\n!build/kept.txt\n")
            .With("content/.git/HEAD", "ref: refs/heads/main")
            .With("content/a.log", "log")
            .With("content/build/kept.txt", "never: its directory is out")
            .With("content/sub/.gitignore", "!b.log")
            .With("content/sub/b.log", "log")
            .With("content/run.sh", "#!/bin/sh")
            .With("content/cm.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.At("content/run.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var content = Assert.Single(Assert.Single(folder.Read(".").Packages).Contents);

        Assert.Equal([".gitignore", "cm.yaml", "run.sh", "sub/.gitignore", "sub/b.log"], content.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["run.sh"], content.Executables);
    }

    [Fact]
    public void Whatever_the_patterns_are_the_content_is_what_git_would_add()
    {
        Assert.SkipUnless(Git(Path.GetTempPath(), "version") is not null, "git is not installed; it is what the patterns are compared with");
        using var folder = Paths.Aggregate(new PackageFolder(), (made, path) => made.With("content/" + path, path))
            .With("app.yaml", PackageFolder.Application("demo", "cnoe://content"));
        Git(folder.At("content"), "init", "-q");

        // The same patterns in every run: what versions of git see differently must not fail now and then.
        var random = new Random(20_261_123);
        for (var round = 0; round < 150; round++)
        {
            string[] top = [.. Enumerable.Range(0, 3).Select(_ => Pattern(random))];
            folder.With("content/.gitignore", string.Join('\n', top)).With("content/dir/.gitignore", Pattern(random));
            var added = Git(folder.At("content"), "-c", "core.excludesFile=", "-c", "core.ignoreCase=false", "ls-files", "-z", "--others", "--exclude-standard")!;
            var content = Assert.Single(Assert.Single(folder.Read(".").Packages).Contents);

            Assert.Equal(added.Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), content.Files.Keys.Order(StringComparer.Ordinal));
        }
    }

    private static string Pattern(Random random) =>
        (random.Next(4) == 0 ? "!" : string.Empty) + string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Parts[random.Next(Parts.Length)]));

    private static string? Git(string directory, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true };
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            Assert.Equal(0, git.ExitCode);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
