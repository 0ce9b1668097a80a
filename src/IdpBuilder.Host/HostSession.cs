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
                return ExitCodeAfter(succeeded: false, FailureExitCode);
            }

            if (arguments.File is { } file)
            {
                return RunFile(file, arguments.ScriptArguments);
            }

            return arguments.Command is { } command ? RunCommand(command == HostArguments.FromInput ? _host.Terminal.Input.ReadToEnd() : command) : new InteractivePrompt(this, _host).Run();
        }
        finally
        {
            Console.CancelKeyPress -= OnCancelKey;
            _host.ClearProgress();
        }
    }

    /// <summary>Runs a text, renders its output, and says whether it ended without a terminating error.</summary>
    internal bool Execute(string text)
    {
        lock (_gate)
        {
            // What was pressed before belongs to what ran before.
            _interrupted = false;
        }

        return Execute(shell => shell.AddScript(text));
    }

    /// <summary>Stops what runs, or else what would run next: nothing does until it is asked for anew.</summary>
    internal void Interrupt()
    {
        lock (_gate)
        {
            _interrupted = true;
            _running?.BeginStop(null, null);
        }
    }

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

        if (ScriptOf(path) is not { } script)
        {
            return FailureExitCode;
        }

        // The `exit` of a file ends the file alone; `$?` tells that it did, or that the file did not begin.
        var text = $"param($Script) & $Script {ScriptArguments.Text(arguments)}; if (-not $?) {{ exit ($LASTEXITCODE ?? {FailureExitCode}) }}";
        var succeeded = Execute(shell => shell.AddScript(text).AddParameter("Script", script));
        return ExitCodeAfter(succeeded, FailureExitCode);
    }

    // The engine runs files of its own ending only; from others the text is taken, which need not have one to begin with `#!`.
    private object? ScriptOf(string path)
    {
        if (Path.GetExtension(path).Equals(".ps1", StringComparison.OrdinalIgnoreCase))
        {
            return path;
        }

        var script = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length == 0)
        {
            return script.GetScriptBlock();
        }

        Report(new ParseException(errors).ErrorRecord);
        return null;
    }

    private int RunCommand(string text)
    {
        // Like pwsh -Command: the last statement's success decides. Only the script itself can read its own $?.
        var succeeded = Execute(shell => shell.AddScript(text + "\n$Host.PrivateData.LastSucceeded = $?"));
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
        if (!TryBegin(shell))
        {
            return false;
        }

        try
        {
            shell.Invoke();
            return true;
        }
        catch (InvalidOperationException) when (_interrupted)
        {
            // Stopped between its beginning here and in the engine.
            return false;
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

    private bool TryBegin(PowerShell shell)
    {
        lock (_gate)
        {
            (_running, _missing) = (_interrupted ? null : shell, null);
            return !_interrupted;
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
        Interrupt();
    }
}
