using System.ComponentModel;
using System.Diagnostics;

namespace IdpBuilder.Embedded.Actors.Applications.Rendering;

/// <summary>A program on the user's machine that renders manifests.</summary>
internal static class ExternalTool
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>The path of the first program found on the PATH; null when none is there.</summary>
    public static string? Find(params string[] names)
    {
        var extensions = OperatingSystem.IsWindows() ? new[] { ".exe" } : [string.Empty];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names
            .SelectMany(name => folders.SelectMany(folder => extensions.Select(extension => Path.Combine(folder, name + extension))))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a program in a folder and gives what it printed; a failure carries what it complained about.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken stop)
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
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Longest);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(deadline.Token)).ConfigureAwait(false);
            var complaint = await errors.ConfigureAwait(false);
            return process.ExitCode == 0
                ? await output.ConfigureAwait(false)
                : throw new RenderingException($"`{Shown(program, start.ArgumentList)}` failed exit status {process.ExitCode}: {complaint.Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            throw new RenderingException($"`{Path.GetFileNameWithoutExtension(program)}` did not end within {Longest.TotalSeconds} seconds");
        }
    }

    /// <summary>A command line for messages: the values of chart parameters, which may be passwords, are hidden.</summary>
    internal static string Shown(string program, IReadOnlyList<string> arguments) => string.Join(
        ' ', arguments.Select((argument, index) => index > 0 && arguments[index - 1] is "--set" or "--set-string" ? $"{argument.Split('=')[0]}=***" : argument)
            .Prepend(Path.GetFileNameWithoutExtension(program)));

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new RenderingException($"'{start.FileName}' could not be started: {failure.Message}; mend it, or take it off the PATH");
        }
    }
}
