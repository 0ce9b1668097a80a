using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace IdpBuilder.Host;

/// <summary>The engine's host: a terminal, or plain streams in a pipeline.</summary>
/// <param name="terminal">Where it reads and writes.</param>
public sealed class TerminalHost(HostTerminal terminal) : PSHost
{
    private readonly TerminalUserInterface _ui = new(terminal);

    /// <summary>Where it reads and writes.</summary>
    public HostTerminal Terminal { get; } = terminal;

    /// <summary>The exit code that a script asked for, or null while none did.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>How the last command ended.</summary>
    public HostStatus Status { get; } = new();

    /// <inheritdoc/>
    public override PSObject PrivateData => PSObject.AsPSObject(Status);

    /// <inheritdoc/>
    public override string Name => "IdpBuilder.Host";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(TerminalHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _ui;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() =>
        throw new NotSupportedException("IdpBuilder.Host has no nested prompts; use pwsh for debugging.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt()
    {
    }

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <summary>Takes the progress line off the terminal, so that what follows starts on a clean line.</summary>
    internal void ClearProgress() => _ui.ClearProgress();
}
