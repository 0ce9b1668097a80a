using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IdpBuilder.Tests.Commands;

/// <summary><c>New-IdpCluster -Force</c>: a mistake in what is to come must not cost what is there.</summary>
public sealed class ReplacedClusterTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Force_makes_the_cluster_anew_and_its_kubeconfig_leads_to_the_new_one()
    {
        var config = Path.Combine(_folder.Path, "config");
        var before = _engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{config}'").Single<Cluster>();

        // The very port that the old one holds is free for the new one.
        var port = before.Server.Port.ToString(CultureInfo.InvariantCulture);
        var after = _engine.Run($"New-IdpCluster demo -Provider Embedded -ListenPort {port} -KubeConfig '{config}' -Force").Single<Cluster>();

        Assert.True(after.CreatedAt > before.CreatedAt);
        Assert.Equal(before.Server, after.Server);
        Assert.Contains($"127.0.0.1:{port}", File.ReadAllText(config));
        Assert.Equal(after.CreatedAt, _engine.Run("Get-IdpCluster").Single<Cluster>().CreatedAt);
    }

    [Theory]
    [InlineData("-ControlPlanePath ./nowhere", "ControlPlaneNotFound")]
    [InlineData("-WorkerCount 2", "ParameterNotForProvider")]
    public void A_mistake_leaves_the_cluster_standing(string arguments, string id) => AssertKept(arguments, id);

    [Theory]
    [InlineData("config", "kind: List\n")]
    [InlineData("config", "{ not: [ yaml")]
    public void A_kubeconfig_that_cannot_be_written_leaves_the_cluster_standing(string name, string text) =>
        AssertKept($"-Listen -KubeConfig '{_folder.Write(name, text)}'", "KubeconfigUnreadable");

    [Fact]
    public void A_folder_in_the_kubeconfigs_place_leaves_the_cluster_standing() =>
        AssertKept($"-Listen -KubeConfig '{_folder.Path}'", "KubeconfigUnwritable");

    [Fact]
    public void A_port_that_another_program_has_leaves_the_cluster_standing()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        AssertKept($"-ListenPort {((IPEndPoint)other.LocalEndpoint).Port} -KubeConfig '{Path.Combine(_folder.Path, "config")}'", "ClusterPortTaken");
    }

    [Theory]
    [InlineData("echo no room left; exit 1")]
    [InlineData("kill -9 $$")]
    public void Programs_that_do_not_run_leave_the_cluster_standing(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs scripts that can be executed");
        foreach (var name in new[] { "etcd", "kube-apiserver" })
        {
            var program = _folder.Write(name, $"#!/bin/sh\n{script}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        AssertKept($"-ControlPlanePath '{_folder.Path}'", "ControlPlaneNotStarted");
    }

    [Fact]
    public void A_file_that_is_no_program_leaves_the_cluster_standing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs files that are not executable");
        _folder.Write("etcd", "text");
        _folder.Write("kube-apiserver", "text");

        AssertKept($"-ControlPlanePath '{_folder.Path}'", "ControlPlaneNotStarted");
    }

    [Fact]
    public void A_cluster_that_somebody_else_made_is_not_let_go_of()
    {
        var config = Path.Combine(_folder.Path, "config");
        _engine.Run($"$null = New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{config}'");
        using var other = new ModuleEngine();
        other.Run($"$null = Connect-IdpCluster idp-demo -KubeConfig '{config}' -Name theirs");

        Assert.StartsWith("ClusterNotCreatable,", other.Fail("New-IdpCluster theirs -Provider Existing -Force").FullyQualifiedErrorId);

        Assert.Equal("theirs", other.Run("Get-IdpCluster").Single<Cluster>().Name);
    }

    private void AssertKept(string arguments, string id)
    {
        var before = _engine.Run("New-IdpCluster demo -Provider Embedded").Single<Cluster>();

        Assert.StartsWith(id + ",", _engine.Fail($"New-IdpCluster demo -Provider Embedded {arguments} -Force").FullyQualifiedErrorId);

        Assert.Equal(before.CreatedAt, _engine.Run("Get-IdpCluster demo").Single<Cluster>().CreatedAt);
        Assert.Empty(_engine.Run("Get-IdpPackage -Cluster demo").Errors);
    }
}
