using System.Management.Automation;
using System.Management.Automation.Runspaces;
using IdpBuilder.Host;

namespace IdpBuilder.Tests;

/// <summary>A PowerShell engine with the built module imported; each engine has its own clusters.</summary>
public sealed class ModuleEngine : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleEngine(params Type[] extraCmdlets)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(HostSession.ModulePath);
        foreach (var cmdlet in extraCmdlets)
        {
            var name = cmdlet.GetCustomAttributes(typeof(CmdletAttribute), false).Cast<CmdletAttribute>().Single();
            state.Commands.Add(new SessionStateCmdletEntry($"{name.VerbName}-{name.NounName}", cmdlet, null));
        }

        _runspace = RunspaceFactory.CreateRunspace(new TerminalHost(new HostTerminal(TextWriter.Null, TextWriter.Null, TextReader.Null)), state);
        _runspace.Open();
    }

    /// <summary>Removes what the engine's module still holds.</summary>
    public void Dispose() => _runspace.Dispose();

    /// <summary>A PowerShell to run something special in.</summary>
    public PowerShell CreateShell(string script) => PowerShell.Create(_runspace).AddScript(script);

    /// <summary>Runs a script; a terminating error is thrown.</summary>
    public EngineResult Run(string script, object? input = null)
    {
        using var shell = CreateShell(script);
        var output = input is null ? shell.Invoke() : shell.Invoke(input is System.Collections.IEnumerable list ? list : new[] { input });
        return new EngineResult(output, [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(warning => warning.Message)], [.. shell.Streams.Progress]);
    }

    /// <summary>Runs a script that must end in a terminating error, and returns it.</summary>
    public ErrorRecord Fail(string script)
    {
        using var shell = CreateShell("$ErrorActionPreference = 'Stop'; " + script);
        return Assert.ThrowsAny<RuntimeException>(() => shell.Invoke()).ErrorRecord;
    }

    /// <summary>Resumes a workflow in another engine's cluster, as soon as there is one of that name and it is suspended.</summary>
    public void Resume(string workflow, Cluster cluster) => Assert.Empty(Run($$"""
        $cluster = @($input)[0]
        do { $found = Get-IdpWorkflow * -Cluster $cluster | Where-Object Name -eq '{{workflow}}' } until ($found)
        $null = Wait-IdpWorkflow {{workflow}} -Suspended -Cluster $cluster
        $null = Resume-IdpWorkflow {{workflow}} -Cluster $cluster
        """, cluster).Errors);

    /// <summary>What completion offers at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(_runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(match => match.CompletionText)];
    }
}
