using System.Diagnostics;
using System.Net.Sockets;
using IdpBuilder.Host;

namespace IdpBuilder.Tests.Commands;

/// <summary>Embedded clusters whose actors play on a real etcd and kube-apiserver.</summary>
public sealed class ControlPlaneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cluster_runs_on_the_programs_of_a_directory_and_leaves_nothing()
    {
        using var engine = new ModuleEngine();
        var kubeconfig = Path.Combine(_folder.Path, "kubeconfig");
        var made = engine.Run($"New-IdpCluster demo -Provider Embedded -ControlPlanePath '{ControlPlaneAssets.Require()}' -Listen -KubeConfig '{kubeconfig}'").Single<Cluster>();
        Assert.StartsWith("v1.", made.KubernetesVersion);
        Assert.Contains(made.Server.Authority, await File.ReadAllTextAsync(kubeconfig, TestContext.Current.CancellationToken));
        using var connection = await ConnectAsync(made.Server);

        engine.Run("Remove-IdpCluster demo");

        await EndAsync(connection);
        Assert.DoesNotContain(made.Server.Authority, await File.ReadAllTextAsync(kubeconfig, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Packages_with_hooks_and_a_workflow_become_ready_on_it()
    {
        using var engine = new ModuleEngine();
        var packages = Repository.PathOf("examples", "01-quickstart", "packages", "*");

        engine.Run($"$null = New-IdpCluster demo -Provider Embedded -ControlPlanePath '{ControlPlaneAssets.Require()}'");
        var ready = engine.Run($"Install-IdpPackage -Path '{packages}' | Wait-IdpPackage -Timeout 2m").Output.Select(package => $"{package}").Order(StringComparer.Ordinal);
        var work = engine.Run("Get-IdpWorkflow | ForEach-Object { \"$($_.Name) $($_.Phase)\" }").Output.Select(line => $"{line}").Order(StringComparer.Ordinal);

        Assert.Equal(["database", "shop"], ready);
        Assert.Equal(["migrate-schema Succeeded", "smoke-test Succeeded"], work);
        engine.Run("Remove-IdpCluster demo");
    }

    [Fact]
    public void Packages_are_applied_and_removed_on_it_without_Argo_CD()
    {
        using var engine = new ModuleEngine();
        var packages = Repository.PathOf("examples", "01-quickstart", "packages", "*");
        engine.Run($"$null = New-IdpCluster demo -Provider Embedded -ControlPlanePath '{ControlPlaneAssets.Require()}'");

        var ready = engine.Run($"Install-IdpPackage -Path '{packages}' -Direct -Timeout 5m | Wait-IdpPackage -Timeout 5m").As<PackageStatus>();
        var resources = engine.Run("Get-IdpPackageResource shop").As<PackageResource>();

        Assert.Equal(["database", "shop"], ready.Select(package => package.Name).Order(StringComparer.Ordinal));
        Assert.All(ready, package => Assert.True(package.Ready, package.Message));
        Assert.Contains(resources, resource => resource is { Kind: "Deployment", Sync: "Synced", Health: HealthStatus.Healthy });
        Assert.Empty(engine.Run("Uninstall-IdpPackage shop, database -Timeout 5m").Errors);
        Assert.Empty(engine.Run("Get-IdpPackage").Output);
        engine.Run("Remove-IdpCluster demo");
    }

    [Fact]
    public async Task Nothing_outlives_a_process_that_is_killed()
    {
        var script = _folder.Write(
            "wait.ps1", $"(New-IdpCluster demo -Provider Embedded -ControlPlanePath '{ControlPlaneAssets.Require()}').Server.ToString(); [Console]::In.ReadLine()");
        using var host = Process.Start(new ProcessStartInfo("dotnet", (string[])[typeof(HostSession).Assembly.Location, script]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var server = await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        using var connection = await ConnectAsync(new Uri(server!));

        host.Kill();

        await EndAsync(connection);
    }

    [Fact]
    public void A_directory_without_the_programs_is_refused()
    {
        using var engine = new ModuleEngine();

        var error = engine.Fail($"New-IdpCluster demo -Provider Embedded -ControlPlanePath '{_folder.Path}'");

        Assert.StartsWith("ControlPlaneNotFound,", error.FullyQualifiedErrorId);
        Assert.Contains("etcd", error.Exception.Message);
        Assert.Empty(engine.Run("Get-IdpCluster").Output);
    }

    [Fact]
    public void Programs_that_do_not_run_are_told_with_what_they_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs scripts that can be executed");
        using var engine = new ModuleEngine();
        foreach (var name in new[] { "etcd", "kube-apiserver" })
        {
            var program = _folder.Write(name, "#!/bin/sh\necho no room left in $0\nexit 1\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        var error = engine.Fail($"New-IdpCluster demo -Provider Embedded -ControlPlanePath '{_folder.Path}'");

        Assert.StartsWith("ControlPlaneNotStarted,", error.FullyQualifiedErrorId);
        Assert.Contains("no room left in", error.Exception.Message);
        Assert.Empty(engine.Run("Get-IdpCluster").Output);
    }

    private static async Task<TcpClient> ConnectAsync(Uri server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        return client;
    }

    // The server's end closes its connections; what it says before (TLS) or how it closes does not matter.
    private static async Task EndAsync(TcpClient connection)
    {
        try
        {
            var bytes = new byte[256];
            while (await connection.GetStream().ReadAsync(bytes, TestContext.Current.CancellationToken) > 0)
            {
            }
        }
        catch (IOException)
        {
        }
    }
}
