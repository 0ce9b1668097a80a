using System.Management.Automation.Language;
using System.Text;
using IdpBuilder.Host.Editing;

namespace IdpBuilder.Host;

/// <summary>Reads commands and runs them, until <c>exit</c> or the end of input.</summary>
internal sealed class InteractivePrompt(HostSession session, TerminalHost host)
{
    private readonly LineEditor? _editor = host.Terminal.CanEdit
        ? new LineEditor(new ConsoleScreen(host.Terminal), session.Complete)
        : null;

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
            var (line, end) = ReadLine(text.Length == 0 ? "IDP> " : ">> ", text.ToString());
            if (end == LineEnd.Closed)
            {
                return text.Length == 0 ? null : text.ToString();
            }

            if (end == LineEnd.Cancelled)
            {
                return string.Empty;
            }

            text.AppendLine(line);
            Parser.ParseInput(text.ToString(), out _, out var errors);
            if (line.Length == 0 || !errors.Any(error => error.IncompleteInput))
            {
                return text.ToString();
            }
        }
    }

    private TypedLine ReadLine(string prompt, string before)
    {
        if (_editor is not null)
        {
            return _editor.Read(prompt, before);
        }

        host.UI.Write(prompt);
        return host.Terminal.Input.ReadLine() is { } line ? new TypedLine(line, LineEnd.Entered) : new TypedLine(string.Empty, LineEnd.Closed);
    }
}
