using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>Runs credential programs.</summary>
internal static partial class ExecProcess
{
    private const int LongestOutput = 1 << 20;
    private const int LongestComplaint = 400;

    /// <summary>Runs a program and returns what it printed.</summary>
    /// <exception cref="CredentialException">It is missing, failed or cannot run here.</exception>
    public static async Task<string> RunAsync(ExecPlugin plugin, CancellationToken stop)
    {
        var interactive = plugin.Interaction != ExecInteraction.Never && !Console.IsInputRedirected;
        if (plugin.Interaction == ExecInteraction.Always && !interactive)
        {
            throw new CredentialException(
                $"the credential program '{plugin.Command}' asks questions, and there is no terminal to ask them on",
                "Log in with it in a terminal first, or use another login method here.");
        }

        using var process = Start(plugin, interactive);
        try
        {
            var complaint = interactive ? Task.FromResult(string.Empty) : ReadAsync(process.StandardError, plugin, stop);
            var output = await ReadAsync(process.StandardOutput, plugin, stop).ConfigureAwait(false);
            var said = await complaint.ConfigureAwait(false);
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
            return process.ExitCode == 0
                ? output
                : throw new CredentialException($"the credential program '{plugin.Command}' ended with exit code {process.ExitCode}{Told(said, plugin)}");
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start(ExecPlugin plugin, bool interactive)
    {
        var path = ProgramSearch.Find(plugin.Command) ?? throw Missing(plugin, null);
        var start = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,

            // A program that talks to its user does so on the terminal; any other one's complaints are told when it fails.
            RedirectStandardInput = !interactive,
            RedirectStandardError = !interactive,
            CreateNoWindow = !interactive,
        };
        foreach (var argument in plugin.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Info(plugin, interactive);
        try
        {
            var process = Process.Start(start)!;
            if (!interactive)
            {
                process.StandardInput.Close();
            }

            return process;
        }
        catch (Win32Exception exception)
        {
            throw Missing(plugin, exception);
        }
    }

    private static string Info(ExecPlugin plugin, bool interactive)
    {
        var spec = new JsonObject { ["interactive"] = interactive };
        if (plugin.Cluster is { } cluster)
        {
            spec["cluster"] = cluster.DeepClone();
        }

        return new JsonObject { ["apiVersion"] = plugin.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }

    private static async Task<string> ReadAsync(StreamReader reader, ExecPlugin plugin, CancellationToken stop)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, stop).ConfigureAwait(false) is var length and > 0)
        {
            text.Append(buffer, 0, length);
            if (text.Length > LongestOutput)
            {
                throw new CredentialException($"the credential program '{plugin.Command}' printed more than a credential can be");
            }
        }

        return text.ToString();
    }

    // What a program complains of is what its user needs to know, but it may repeat what it was given.
    private static string Told(string complaint, ExecPlugin plugin)
    {
        var text = complaint.Trim();
        foreach (var (_, value) in plugin.Environment.Where(variable => variable.Value.Length > 0))
        {
            text = text.Replace(value, "<hidden>", StringComparison.Ordinal);
        }

        text = Token().Replace(text, "<hidden>").ReplaceLineEndings(" ");
        text = text.Length > LongestComplaint ? "…" + text[^LongestComplaint..] : text;
        return text.Length == 0 ? string.Empty : $": {text.TrimEnd('.')}";
    }

    private static CredentialException Missing(ExecPlugin plugin, Exception? cause)
    {
        var because = cause is null ? "was not found" : $"cannot be started ({cause.Message.TrimEnd('.')})";
        return new CredentialException(
            $"the credential program '{plugin.Command}' {because}",
            plugin.InstallHint.Length > 0 ? plugin.InstallHint.ReplaceLineEndings(" ").Trim() : "Install it, or put its directory into PATH.",
            cause);
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    // Tokens are long and without spaces; words, paths and addresses in a complaint rarely are.
    [GeneratedRegex("[A-Za-z0-9+=_-]{32,}(?:\\.[A-Za-z0-9+=_-]+)*")]
    private static partial Regex Token();
}
