using System.Diagnostics;
using IdpBuilder.Tests;

namespace IdpBuilder.DockerEngine;

/// <summary>Starts and ends engines of the tests' own.</summary>
internal static class OwnEngine
{
    /// <summary>The folder of the one that all tests share; empty when that is the machine's, which is not ours to end.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("IDPBUILDER_TEST_ENGINE_FOLDER") ?? string.Empty;

    /// <summary>Runs <c>engine.sh</c>.</summary>
    public static Task RunAsync(string action, string folder, string options = "") =>
        ShellAsync($"ENGINE_OPTIONS='{options}' '{Repository.PathOf("tests", "docker", "engine.sh")}' {action} '{folder}'");

    /// <summary>Runs a command of the shell that must succeed.</summary>
    public static async Task ShellAsync(string command)
    {
        // An engine outlives the shell, and must not hold a pipe that somebody reads to its end.
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", $"{{ {command}; }} >/dev/null"]))!;
        await shell.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, shell.ExitCode);
    }
}
