using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using IdpBuilder.Benchmarks.Samples;
using IdpBuilder.Host;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>A PowerShell engine in this process, as a session of its own sees it.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    /// <summary>Opens an engine without modules.</summary>
    public Engine()
    {
        _runspace = RunspaceFactory.CreateRunspace(
            new TerminalHost(new HostTerminal(TextWriter.Null, TextWriter.Null, TextReader.Null)), InitialSessionState.CreateDefault2());
        _runspace.Open();
    }

    /// <summary>Opens an engine with the module of this clone.</summary>
    public static Engine WithModule()
    {
        var engine = new Engine();
        engine.Import(HostSession.ModulePath);
        return engine;
    }

    public void Dispose() => _runspace.Dispose();

    /// <summary>Imports a module and returns how long that took.</summary>
    public TimeSpan Import(string manifest) => Time("param($Manifest) Import-Module $Manifest", manifest);

    /// <summary>Runs a script and returns how long that took; an error ends the measurement.</summary>
    public TimeSpan Time(string script, params object[] arguments)
    {
        using var shell = Shell(script, arguments);
        var watch = Stopwatch.StartNew();
        shell.Invoke();
        return Checked(shell, watch.Elapsed);
    }

    /// <summary>Runs a script and returns its output.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object[] arguments)
    {
        using var shell = Shell(script, arguments);
        var output = shell.Invoke();
        Checked(shell, TimeSpan.Zero);
        return output;
    }

    /// <summary>Starts a script and returns, when it has ended, at which time stamp it did.</summary>
    public async Task<long> EndOfAsync(string script, params object[] arguments)
    {
        using var shell = Shell(script, arguments);
        await Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);
        var end = Stopwatch.GetTimestamp();
        Checked(shell, TimeSpan.Zero);
        return end;
    }

    /// <summary>Connects to a server.</summary>
    public void ConnectTo(RealServer server) =>
        Run("param($Config, $Context) $null = Connect-IdpCluster -KubeConfig $Config -Context $Context", server.KubeConfig, RealServer.Context);

    /// <summary>Applies a package from this machine and returns how long that took.</summary>
    public TimeSpan InstallDirectly(string directory) =>
        Time("param($Path) $null = Install-IdpPackage -LiteralPath $Path -Direct", directory);

    private static TimeSpan Checked(PowerShell shell, TimeSpan elapsed) =>
        shell.Streams.Error.Count == 0 ? elapsed : throw new InvalidOperationException(shell.Streams.Error[0].ToString());

    private PowerShell Shell(string script, object[] arguments)
    {
        var shell = PowerShell.Create(_runspace).AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }
}
