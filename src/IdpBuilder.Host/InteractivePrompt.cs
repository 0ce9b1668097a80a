using System.Management.Automation.Language;
using System.Text;

namespace IdpBuilder.Host;

/// <summary>Reads commands and runs them, until <c>exit</c> or the end of input.</summary>
internal sealed class InteractivePrompt(HostSession session, TerminalHost host)
{
    /// <summary>Runs the prompt and returns the exit code asked for.</summary>
    public int Run()
    {
        host.UI.WriteLine($"IdpBuilder {host.Version.ToString(3)} in a PowerShell engine. 'Get-Command -Module IdpBuilder' lists the cmdlets, 'exit' leaves.");
        while (host.ExitCode is null)
        {
            if (ReadCommand() is not { } text)
            {
                return 0;
            }

            if (text.Trim().Length > 0)
            {
                session.Execute(text);
            }
        }

        return host.ExitCode.Value;
    }

    private string? ReadCommand()
    {
        var text = new StringBuilder();
        while (true)
        {
            host.UI.Write(text.Length == 0 ? "IDP> " : ">> ");
            var line = host.Terminal.Input.ReadLine();
            if (line is null)
            {
                return text.Length == 0 ? null : text.ToString();
            }

            text.AppendLine(line);
            Parser.ParseInput(text.ToString(), out _, out var errors);
            if (line.Length == 0 || !errors.Any(error => error.IncompleteInput))
            {
                return text.ToString();
            }
        }
    }
}
