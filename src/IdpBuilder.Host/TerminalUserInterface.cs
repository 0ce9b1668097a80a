using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace IdpBuilder.Host;

/// <summary>Writes the engine's streams and asks its questions.</summary>
internal sealed class TerminalUserInterface(HostTerminal terminal) : PSHostUserInterface
{
    private const string Red = "\u001b[31;1m";
    private const string Yellow = "\u001b[33;1m";
    private const string Reset = "\u001b[0m";

    private readonly ProgressLine _progress = new(terminal);

    public override PSHostRawUserInterface RawUI { get; } = new TerminalRawUserInterface(terminal);

    public override bool SupportsVirtualTerminal => terminal.UseColor;

    public override string ReadLine()
    {
        _progress.Clear();
        return terminal.Input.ReadLine() ?? throw Unanswered("a line of input");
    }

    public override SecureString ReadLineAsSecureString()
    {
        _progress.Clear();
        return terminal.ReadsKeyboard ? SecretInput.FromKeyboard(terminal) : SecretInput.FromText(ReadLine());
    }

    public override void Write(string value)
    {
        _progress.Clear();
        terminal.Output.Write(GetOutputString(value, terminal.UseColor));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value)
    {
        _progress.Clear();
        terminal.Output.WriteLine(GetOutputString(value, terminal.UseColor));
    }

    public override void WriteErrorLine(string value) => Say(Red, value);

    public override void WriteDebugLine(string message) => Say(Yellow, "DEBUG: " + message);

    public override void WriteVerboseLine(string message) => Say(Yellow, "VERBOSE: " + message);

    public override void WriteWarningLine(string message) => Say(Yellow, "WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Update(record);

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteHeading(caption, message);
        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in descriptions)
        {
            var secret = field.ParameterTypeFullName == typeof(SecureString).FullName;
            Write(field.Name + ": ");
            answers[field.Name] = PSObject.AsPSObject(secret ? ReadLineAsSecureString() : ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        if (!terminal.CanAsk)
        {
            throw Unanswered(message);
        }

        WriteHeading(caption, message);
        var labels = choices.Select(ChoiceLabel.Of).ToList();
        while (true)
        {
            var question = string.Join("  ", labels.Select(label => $"[{label.Key}] {label.Text}"));
            var suffix = defaultChoice >= 0 ? $" (default is \"{labels[defaultChoice].Key}\")" : string.Empty;
            Write($"{question}{suffix}: ");
            var answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            var index = labels.FindIndex(label => label.Matches(answer));
            if (index >= 0)
            {
                return index;
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        WriteHeading(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Write("User: ");
            userName = ReadLine();
        }

        Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    /// <summary>Takes the progress line off the terminal.</summary>
    internal void ClearProgress() => _progress.Clear();

    private void WriteHeading(string caption, string message)
    {
        foreach (var line in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(line))
            {
                WriteLine(line);
            }
        }
    }

    private void Say(string color, string text)
    {
        _progress.Clear();
        terminal.Error.WriteLine(terminal.IsInteractive && terminal.UseColor ? color + text + Reset : text);
    }

    private static HostException Unanswered(string question) => new(string.Format(
        CultureInfo.InvariantCulture,
        "Nobody can answer here ({0}): the input ended. Give every mandatory parameter, and -Confirm:$false or -Force where a question is asked.",
        question));
}
