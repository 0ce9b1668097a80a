using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;
using IdpBuilder.Host.Editing;

namespace IdpBuilder.Host;

/// <summary>An engine with the module imported, and the ways to run something in it.</summary>
public sealed class HostSession : IDisposable
{
    /// <summary>The exit code of a script that a terminating error ended, as <c>pwsh</c>'s.</summary>
    private const int FailureExitCode = 1;

    /// <summary>The exit code after Ctrl+C: 128 + SIGINT, as shells say it.</summary>
    private const int InterruptedExitCode = 130;

    private readonly TerminalHost _host;
    private readonly Runspace _runspace;
    private readonly object _gate = new();
    private PowerShell? _running;
    private bool _interrupted;
    private string? _missing;

    /// <summary>Opens an engine and imports the module.</summary>
    public HostSession(TerminalHost host)
    {
        _host = host;
        _runspace = RunspaceFactory.CreateRunspace(host, EngineState());
        _runspace.Open();
        _runspace.SessionStateProxy.InvokeCommand.CommandNotFoundAction += (_, search) =>
            _missing ??= EngineCommands.AreMissing(search.CommandName) ? search.CommandName : null;
    }

    /// <summary>The path of the module's manifest in the clone the host was built from.</summary>
    public static string ModulePath { get; } = Path.Combine(
        typeof(HostSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!,
        "IdpBuilder.psd1");

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    /// <summary>Runs what the command line asks for and returns the process's exit code.</summary>
    public int Run(HostArguments arguments)
    {
        Console.CancelKeyPress += OnCancelKey;
        try
        {
            if (!ImportModule())
            {
                return FailureExitCode;
            }

            if (arguments.File is { } file)
            {
                return RunFile(file, arguments.ScriptArguments);
            }

            return arguments.Command is { } command ? RunCommand(command) : new InteractivePrompt(this, _host).Run();
        }
        finally
        {
            Console.CancelKeyPress -= OnCancelKey;
            _host.ClearProgress();
        }
    }

    /// <summary>Runs a text, renders its output, and says whether it ended without a terminating error.</summary>
    internal bool Execute(string text) => Execute(shell => shell.AddScript(text));

    /// <summary>What completion offers in a text at a place.</summary>
    internal LineCandidates Complete(string text, int cursor)
    {
        var candidates = EngineCompletion.Of(_runspace, text, cursor);
        return candidates.Texts.Count > 0
            ? candidates
            : PathCandidates.Of(text, cursor, _runspace.SessionStateProxy.Path.CurrentFileSystemLocation.Path);
    }

    private static InitialSessionState EngineState()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // The host is the user's own program: its scripts run as a shell's -File would with a bypassed policy.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        return state;
    }

    private bool ImportModule() => Execute(shell => shell
        .AddCommand("Import-Module").AddParameter("Name", ModulePath).AddParameter("Scope", "Global"));

    private int RunFile(string file, IReadOnlyList<string> arguments)
    {
        var path = Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            _host.UI.WriteErrorLine($"The script '{file}' does not exist.");
            return 64;
        }

        // A script block of the file knows its $PSScriptRoot, and its `exit` ends the host rather than only setting $LASTEXITCODE.
        var script = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0)
        {
            Report(new ParseException(errors).ErrorRecord);
            return FailureExitCode;
        }

        var (named, positional) = ScriptArguments.Read(arguments);
        var succeeded = Execute(shell => shell
            .AddScript("param($Script, $Named, $Positional) & $Script @Named @Positional")
            .AddParameter("Script", script.GetScriptBlock()).AddParameter("Named", named).AddParameter("Positional", positional));
        return ExitCodeAfter(succeeded, FailureExitCode);
    }

    private int RunCommand(string text)
    {
        // Like pwsh -Command: the last statement's success decides. Only the script itself can read its own $?.
        var succeeded = Execute(text + "\n$Host.PrivateData.LastSucceeded = $?");
        return ExitCodeAfter(succeeded && _host.Status.LastSucceeded, FailureExitCode);
    }

    private int ExitCodeAfter(bool succeeded, int failure)
    {
        if (_interrupted)
        {
            return InterruptedExitCode;
        }

        return _host.ExitCode ?? (succeeded ? 0 : failure);
    }

    private bool Execute(Action<PowerShell> build)
    {
        using var shell = PowerShell.Create(_runspace);
        build(shell);
        shell.AddCommand("Out-Default");
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        Begin(shell);
        try
        {
            shell.Invoke();
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException failure)
        {
            Report(failure.ErrorRecord);
            return false;
        }
        finally
        {
            End();
        }
    }

    private void Begin(PowerShell shell)
    {
        lock (_gate)
        {
            _running = shell;
            _interrupted = false;
            _missing = null;
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _running = null;
        }

        _host.ClearProgress();
        if (_missing is not null)
        {
            _host.UI.WriteWarningLine(EngineCommands.Explain(_missing));
        }
    }

    private void Report(ErrorRecord error)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Out-Default");

        // Marked as an error, so that the engine's own error view renders it.
        var wrapped = PSObject.AsPSObject(error);
        wrapped.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        shell.Invoke(new[] { wrapped });
    }

    private void OnCancelKey(object? sender, ConsoleCancelEventArgs key)
    {
        // The process stays: the pipeline stops and cleans up first.
        key.Cancel = true;
        lock (_gate)
        {
            _interrupted = true;
            _running?.BeginStop(null, null);
        }
    }
}
