using System.ComponentModel;
using System.Diagnostics;
using IdpBuilder.Errors;

namespace IdpBuilder.Rendering;

/// <summary>The programs on the PATH.</summary>
/// <param name="clock">The time after which a program hangs.</param>
public sealed class InstalledPrograms(TimeProvider clock) : IProgramRunner
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public string? Find(params string[] names)
    {
        var extensions = OperatingSystem.IsWindows() ? new[] { ".exe" } : [string.Empty];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names
            .SelectMany(name => folders.SelectMany(folder => extensions.Select(extension => Path.Combine(folder, name + extension))))
            .FirstOrDefault(File.Exists);
    }

    /// <inheritdoc/>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Start(start);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Longest, clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(deadline.Token)).ConfigureAwait(false);
            var complaint = await errors.ConfigureAwait(false);
            return process.ExitCode == 0
                ? await output.ConfigureAwait(false)
                : throw RenderingFailures.ProgramFailed(Within(folder, Shown(program, start.ArgumentList)), process.ExitCode, Within(folder, complaint.Trim()));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            throw RenderingFailures.ProgramTooSlow(Path.GetFileNameWithoutExtension(program), Longest);
        }
    }

    /// <summary>A command line for messages: the values of chart parameters, which may be passwords, are hidden.</summary>
    internal static string Shown(string program, IReadOnlyList<string> arguments) => string.Join(
        ' ', arguments.Select((argument, index) => index > 0 && arguments[index - 1] is "--set" or "--set-string" ? $"{argument.Split('=')[0]}=***" : argument)
            .Prepend(Path.GetFileNameWithoutExtension(program)));

    // The folder is a copy that nobody can look into; what is in it has the paths of the source.
    private static string Within(string folder, string text) => text
        .Replace(folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal)
        .Replace(folder, ".", StringComparison.Ordinal);

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw RenderingFailures.ProgramNotStarted(start.FileName, failure);
        }
    }
}
