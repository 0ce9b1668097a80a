using System.Diagnostics;
using IdpBuilder.Host;

namespace IdpBuilder.Tests.Commands;

/// <summary>A session that is killed cannot take its entry out of the kubeconfig: the next one does.</summary>
public sealed class KilledSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable("KUBECONFIG");

    public KilledSessionTests() => Environment.SetEnvironmentVariable("KUBECONFIG", Config);

    private string Config => Path.Combine(_folder.Path, "config");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", _before);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Get-IdpCluster idp*")]
    [InlineData("Remove-IdpCluster idp*")]
    [InlineData("New-IdpCluster next -Provider Embedded -Listen")]
    public async Task The_next_session_takes_the_entry_away(string command)
    {
        var script = _folder.Write("wait.ps1", "$null = New-IdpCluster left -Provider Embedded -Listen; 'listening'; [Console]::In.ReadLine()");
        using var host = Process.Start(new ProcessStartInfo("dotnet", (string[])[typeof(HostSession).Assembly.Location, script]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        using var engine = new ModuleEngine();
        Assert.Equal("listening", await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        engine.Run(command);
        Assert.Contains("idp-left", await ReadAsync());

        host.Kill();
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        engine.Run(command + " -WarningAction Ignore" + (command.StartsWith("New", StringComparison.Ordinal) ? " -Force" : string.Empty));

        Assert.DoesNotContain("idp-left", await ReadAsync());
    }

    private Task<string> ReadAsync() => File.ReadAllTextAsync(Config, TestContext.Current.CancellationToken);
}
