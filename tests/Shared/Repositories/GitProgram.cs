using System.Diagnostics;
using System.Text;

namespace IdpBuilder.Tests.Repositories;

/// <summary>The git of this machine, which is behind Gitea too.</summary>
internal static class GitProgram
{
    /// <summary>Skips the test where there is none.</summary>
    public static void Require()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "version") { RedirectStandardOutput = true })!;
            git.StandardOutput.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("git is not installed; the repositories are real ones");
        }
    }

    /// <summary>What git prints.</summary>
    public static async Task<string> TextAsync(string directory, params string[] arguments)
    {
        var (code, output) = await RunAsync(directory, default, arguments);
        Assert.True(code == 0, $"git {string.Join(' ', arguments)} failed");
        return Encoding.UTF8.GetString(output);
    }

    /// <summary>Runs git with an input.</summary>
    public static async Task<(int Code, byte[] Output)> RunAsync(string directory, ReadOnlyMemory<byte> input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null" },
        };
        using var git = Process.Start(start)!;
        using var output = new MemoryStream();
        var reading = git.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = git.StandardError.ReadToEndAsync();
        try
        {
            await git.StandardInput.BaseStream.WriteAsync(input);
            git.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has read enough.
        }

        await Task.WhenAll(reading, errors);
        await git.WaitForExitAsync();
        return (git.ExitCode, output.ToArray());
    }
}
