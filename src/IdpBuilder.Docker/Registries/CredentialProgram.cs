using System.ComponentModel;
using System.Diagnostics;

namespace IdpBuilder.Docker.Registries;

/// <summary>The programs that Docker's configuration names and that keep credentials: <c>docker-credential-…</c>.</summary>
internal static class CredentialProgram
{
    /// <summary>Runs one, as Docker does.</summary>
    /// <param name="helper">The program's name.</param>
    /// <param name="action"><c>get</c> or <c>list</c>.</param>
    /// <param name="input">What it is asked for.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>What it printed; when it fails, the reason it gave, with <c>false</c>.</returns>
    public static async Task<(bool Succeeded, string Output)> RunAsync(string helper, string action, string input, CancellationToken stop)
    {
        var start = new ProcessStartInfo(helper)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.ArgumentList.Add(action);
        try
        {
            using var process = Process.Start(start)!;
            return await TalkAsync(process, input, stop).ConfigureAwait(false);
        }
        catch (Win32Exception exception)
        {
            return (false, exception.Message);
        }
    }

    private static async Task<(bool Succeeded, string Output)> TalkAsync(Process process, string input, CancellationToken stop)
    {
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.StandardInput.WriteAsync(input.AsMemory(), stop).ConfigureAwait(false);
            process.StandardInput.Close();
            await Task.WhenAll(output, errors, process.WaitForExitAsync(stop)).ConfigureAwait(false);

            // Helpers say on standard output, too, why they fail.
            var (said, complaint) = (await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
            return process.ExitCode == 0 ? (true, said) : (false, said.Trim().Length > 0 ? said.Trim() : complaint.Trim());
        }
        catch (IOException exception)
        {
            return (false, exception.Message);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
