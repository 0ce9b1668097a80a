using System.ComponentModel;
using System.Diagnostics;
using System.Net;

namespace IdpBuilder.Remotes;

/// <summary>The credential helpers that the user has set up for git, where git is installed.</summary>
/// <param name="clock">Measures how long a helper may take.</param>
/// <remarks>The exchange is that of git-credential(1): attributes on the standard input and output, so that no secret is an argument.</remarks>
public sealed class GitCredentials(TimeProvider clock) : IKnownCredentials
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public NetworkCredential? Find(Uri url)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-c", "core.askPass=", "credential", "fill"])
            {
                WorkingDirectory = Path.GetTempPath(),
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                CreateNoWindow = true,
                Environment = { ["GIT_TERMINAL_PROMPT"] = "0", ["GCM_INTERACTIVE"] = "never", ["GIT_ASKPASS"] = string.Empty, ["SSH_ASKPASS"] = string.Empty },
            })!;
            using var patience = new CancellationTokenSource(Longest, clock);
            using var killing = patience.Token.Register(() => git.Kill(entireProcessTree: true));
            git.ErrorDataReceived += static (_, _) => { };
            git.BeginErrorReadLine();
            git.StandardInput.Write($"protocol={url.Scheme}\nhost={url.Authority}\npath={url.AbsolutePath.TrimStart('/')}\n{(url.UserInfo.Length > 0 ? $"username={url.UserInfo}\n" : string.Empty)}\n");
            git.StandardInput.Close();
            var answer = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? Read(answer) : null;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException)
        {
            // There is no git, or it did not want to hear: nothing is known.
            return null;
        }
    }

    private static NetworkCredential? Read(string answer)
    {
        var values = answer.Split('\n').Select(line => line.TrimEnd('\r').Split('=', 2)).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1]);
        return values["password"].FirstOrDefault() is { Length: > 0 } password ? new NetworkCredential(values["username"].FirstOrDefault(), password) : null;
    }
}
