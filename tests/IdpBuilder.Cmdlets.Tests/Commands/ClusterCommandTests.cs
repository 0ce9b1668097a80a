using System.Management.Automation;
using IdpBuilder.Tests.Hosting;

namespace IdpBuilder.Tests.Commands;

public sealed class ClusterCommandTests : IDisposable
{
    private readonly ModuleEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Get-IdpCluster $null")]
    [InlineData("Get-IdpPackage $null")]
    [InlineData("Get-IdpWorkflow $null")]
    [InlineData("Get-IdpSecret $null")]
    [InlineData("Get-IdpPackage ''")]
    [InlineData("Get-IdpWorkflow a, ''")]
    public void A_name_that_is_not_there_is_refused_before_anything_is_read(string script) =>
        Assert.StartsWith("ParameterArgumentValidationError", _engine.Fail("$null = New-IdpCluster demo -Provider Embedded; " + script).FullyQualifiedErrorId);

    [Fact]
    public void A_cluster_lives_from_New_to_Remove()
    {
        var made = _engine.Run("New-IdpCluster -Name demo -Provider Embedded").Single<Cluster>();
        Assert.Equal(("demo", ClusterProvider.Embedded, ClusterState.Running), (made.Name, made.Provider, made.State));
        Assert.NotEmpty(made.Notice);
        Assert.Equal("demo", _engine.Run("Get-IdpCluster").Single<Cluster>().Name);

        var removed = _engine.Run("Remove-IdpCluster demo -PassThru").Single<Cluster>();

        Assert.Equal(ClusterState.Removed, removed.State);
        Assert.Empty(_engine.Run("Get-IdpCluster").Output);
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_Force_takes_it()
    {
        _engine.Run("New-IdpCluster demo -Provider Embedded");

        var error = _engine.Fail("New-IdpCluster demo -Provider Embedded");

        Assert.StartsWith("ClusterAlreadyExists,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Single(_engine.Run("New-IdpCluster demo -Provider Embedded -Force; Get-IdpCluster demo").As<Cluster>().DistinctBy(cluster => cluster.Name));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("-dash")]
    [InlineData("with space")]
    public void A_name_that_Kubernetes_refuses_is_refused(string name) =>
        Assert.StartsWith("ClusterNameInvalid,", _engine.Fail($"New-IdpCluster '{name}' -Provider Embedded").FullyQualifiedErrorId);

    [Fact]
    public void Without_an_engine_Docker_says_so_and_names_the_way_out()
    {
        var error = _engine.Fail("New-IdpCluster demo");

        Assert.StartsWith("EngineUnreachable,", error.FullyQualifiedErrorId);
        Assert.Contains(NoEngine.Address, error.Exception.Message);
        Assert.Contains("-Provider Embedded", error.Exception.Message);
    }

    [Theory]
    [InlineData("", ", with argo-workflows, argocd, gitea, traefik")]
    [InlineData("-CorePackage gitea", ", with gitea")]
    [InlineData("-CorePackage @()", "")]
    [InlineData("-Provider Embedded", "")]
    public void A_cluster_on_Docker_has_the_usual_core_packages_unless_others_or_none_are_named(string arguments, string told)
    {
        var provider = arguments.Contains("Embedded", StringComparison.Ordinal) ? "Embedded" : "Docker";

        var run = HostRun.Command($"New-IdpCluster demo -WhatIf {arguments}");

        Assert.Contains($"\"Create a cluster ({provider}){told}\"", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Provider Embedded -WorkerCount 2", "-WorkerCount")]
    [InlineData("-Provider Embedded -Image x", "-Image")]
    [InlineData("-Provider Embedded -ControlPlaneCount 3", "-ControlPlaneCount")]
    [InlineData("-Provider Embedded -KindConfig kind.yaml", "-KindConfig")]
    [InlineData("-Provider Embedded -ExtraPort 80:80", "-ExtraPort")]
    [InlineData("-Listen", "-Listen")]
    [InlineData("-Provider Docker -ListenPort 7000", "-ListenPort")]
    public void A_parameter_of_another_provider_is_refused_instead_of_ignored(string arguments, string parameter)
    {
        var error = _engine.Fail($"New-IdpCluster demo {arguments}");

        Assert.StartsWith("ParameterNotForProvider,", error.FullyQualifiedErrorId);
        Assert.StartsWith(parameter + " ", error.Exception.Message);
    }

    [Theory]
    [InlineData("-ExtraPort 80", "ExtraPortInvalid")]
    [InlineData("-ExtraMount data", "MountInvalid")]
    [InlineData("-KindConfig ./nonexistent.yaml", "KindConfigUnreadable")]
    [InlineData("-KubernetesVersion 1.2", "KubernetesVersionUnknown")]
    public void What_nodes_cannot_be_is_refused_before_an_engine_is_asked(string arguments, string id) =>
        Assert.StartsWith(id + ",", _engine.Fail($"New-IdpCluster demo -CorePackage @() {arguments}").FullyQualifiedErrorId);

    [Fact]
    public void An_engine_that_is_meant_and_does_not_answer_is_warned_of_and_other_clusters_are_listed()
    {
        _engine.Run("$null = New-IdpCluster demo -Provider Embedded");

        var listed = _engine.Run("Get-IdpCluster");

        Assert.Single(listed.Output);
        Assert.Contains(NoEngine.Address, Assert.Single(listed.Warnings));
    }

    [Theory]
    [InlineData("Get-IdpCluster demo", 0)]
    [InlineData("Remove-IdpCluster demo", 0)]
    [InlineData("$made | Remove-IdpCluster", 0)]
    [InlineData("Get-IdpCluster demo, nope", 1)]
    [InlineData("Remove-IdpCluster d*", 1)]
    public void Only_where_its_clusters_could_be_meant_a_silent_engine_matters(string script, int warnings)
    {
        var run = _engine.Run("$made = New-IdpCluster demo -Provider Embedded; " + script);

        Assert.Equal(warnings, run.Warnings.Count);
    }

    [Fact]
    public void WhatIf_makes_and_removes_nothing()
    {
        _engine.Run("New-IdpCluster demo -Provider Embedded -WhatIf");
        Assert.Empty(_engine.Run("Get-IdpCluster").Output);
        _engine.Run("$null = New-IdpCluster demo -Provider Embedded; Remove-IdpCluster demo -WhatIf");
        Assert.Single(_engine.Run("Get-IdpCluster").Output);
    }

    [Fact]
    public void Without_a_cluster_a_cmdlet_says_how_to_make_one()
    {
        var error = _engine.Fail("Get-IdpPackage");

        Assert.StartsWith("ClusterMissing,", error.FullyQualifiedErrorId);
        Assert.Contains("New-IdpCluster", error.Exception.Message);
        Assert.Contains("lives in the runspace that made it", error.Exception.Message);
    }

    [Fact]
    public void With_several_clusters_a_cmdlet_asks_which()
    {
        _engine.Run("$a = New-IdpCluster a -Provider Embedded; $b = New-IdpCluster b -Provider Embedded");

        Assert.StartsWith("ClusterAmbiguous,", _engine.Fail("Get-IdpPackage").FullyQualifiedErrorId);
        Assert.Empty(_engine.Run("Get-IdpPackage -Cluster b; Get-IdpPackage -Cluster $a").Output);
        Assert.StartsWith("ClusterNotFound,", _engine.Fail("Get-IdpPackage -Cluster c").FullyQualifiedErrorId);
    }

    [Fact]
    public void A_name_that_none_has_is_an_error_and_a_wildcard_that_fits_none_is_not()
    {
        Assert.StartsWith("ClusterNotFound,", Assert.Single(_engine.Run("Get-IdpCluster nope").Errors).FullyQualifiedErrorId);
        Assert.Empty(_engine.Run("Get-IdpCluster nope*; Remove-IdpCluster nope*").Errors);
    }

    [Fact]
    public void Runspaces_do_not_see_each_others_names_but_a_cluster_object_leads_back()
    {
        var cluster = _engine.Run("New-IdpCluster demo -Provider Embedded").Single<Cluster>();
        using var other = new ModuleEngine();

        Assert.Empty(other.Run("Get-IdpCluster").Output);
        Assert.Empty(other.Run("Get-IdpPackage -Cluster @($input)[0]", cluster).Errors);
    }

    [Fact]
    public void Names_complete() =>
        Assert.Equal(["dev", "demo"], [.. Completed().Order(StringComparer.Ordinal).Reverse()]);

    [Fact]
    public void A_listening_cluster_writes_a_kubeconfig_that_goes_with_it()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var cluster = _engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{path}'").Single<Cluster>();

            Assert.Equal("127.0.0.1", cluster.Server.Host);
            Assert.Contains(cluster.Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), File.ReadAllText(path));
            _engine.Run("Remove-IdpCluster demo");
            Assert.DoesNotContain("token:", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_session_that_has_ended_left_nothing_in_the_kubeconfig()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "config");
        var session = new ModuleEngine();
        session.Run($"$null = New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{path}'");
        Assert.Contains("idp-demo", File.ReadAllText(path), StringComparison.Ordinal);

        session.Dispose();

        Assert.DoesNotContain("idp-demo", File.ReadAllText(path), StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Completed()
    {
        _engine.Run("$null = New-IdpCluster demo -Provider Embedded; $null = New-IdpCluster dev -Provider Embedded; $null = New-IdpCluster other -Provider Embedded");
        return _engine.Complete("Remove-IdpCluster d");
    }
}
