using IdpBuilder.Tests.Hosting;

namespace IdpBuilder.Tests.Commands;

/// <summary>Pipelines of objects where there are several clusters: each object is looked for in the cluster that it is from.</summary>
public sealed class SeveralClustersTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public SeveralClustersTests()
    {
        _folder.Write("shop/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        _folder.Write("shop/secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: login, labels: {cnoe.io/cli-secret: 'true', cnoe.io/package-name: shop}}\nstringData: {username: a, password: b}\n");
        _folder.Write("ask.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: ask, namespace: default}\nspec: {entrypoint: main, templates: [{name: main, suspend: {}}]}\n");
        _engine.Run("$null = New-IdpCluster one -Provider Embedded; $null = New-IdpCluster two -Provider Embedded");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Get-IdpPackageResource")]
    [InlineData("Get-IdpSecret")]
    [InlineData("Update-IdpPackage")]
    [InlineData("Uninstall-IdpPackage -PassThru")]
    public void A_package_is_worked_on_in_its_own_cluster(string command)
    {
        var installed = _engine.Run($"Install-IdpPackage '{_folder.Path}/shop' -Cluster one | Wait-IdpPackage");
        Assert.Empty(installed.Errors);
        Assert.Equal("one", installed.Single<PackageStatus>().Cluster);

        var result = _engine.Run($"Get-IdpPackage shop -Cluster one | {command}");

        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public void Packages_of_several_clusters_go_through_one_pipeline()
    {
        var ready = _engine.Run($"(Install-IdpPackage '{_folder.Path}/shop' -Cluster one), (Install-IdpPackage '{_folder.Path}/shop' -Cluster two) | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.Equal(["one", "two"], ready.As<PackageStatus>().Select(package => package.Cluster).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cluster_stands_for_its_packages_but_not_where_they_are_removed()
    {
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/shop' -Cluster one; $null = Install-IdpPackage '{_folder.Path}/shop' -Cluster two");

        Assert.Equal(["one", "two"], _engine.Run("Get-IdpCluster | Get-IdpPackage").As<PackageStatus>().Select(package => package.Cluster).Order(StringComparer.Ordinal));
        Assert.Equal("two", _engine.Run("Get-IdpCluster two | Wait-IdpPackage").Single<PackageStatus>().Cluster);

        var refused = _engine.Fail("Get-IdpCluster two | Uninstall-IdpPackage");

        Assert.StartsWith("PackageReferenceInvalid,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Uninstall-IdpPackage * -Cluster two", refused.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, _engine.Run("Get-IdpCluster | Get-IdpPackage").Output.Count);
    }

    [Fact]
    public void What_its_cluster_took_with_it_is_not_looked_for_in_another()
    {
        _engine.Run($"$package = Install-IdpPackage '{_folder.Path}/shop' -Cluster one; $null = Install-IdpPackage '{_folder.Path}/shop' -Cluster two; Remove-IdpCluster one");

        var error = _engine.Fail("$package | Uninstall-IdpPackage");

        Assert.StartsWith("ClusterNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("shop", _engine.Run("Get-IdpPackage").Single<PackageStatus>().Name);
    }

    [Fact]
    public void A_workflow_is_worked_on_in_its_own_cluster()
    {
        _engine.Run($"$null = Start-IdpWorkflow -Path '{_folder.Path}/ask.yaml' -Cluster two");

        var ended = _engine.Run("Get-IdpWorkflow ask -Cluster two | Wait-IdpWorkflow -Suspended | Resume-IdpWorkflow -PassThru | Wait-IdpWorkflow");

        Assert.Empty(ended.Errors);
        Assert.Equal((WorkflowPhase.Succeeded, "two"), (ended.Single<Workflow>().Phase, ended.Single<Workflow>().Cluster));
    }

    [Fact]
    public void Making_a_cluster_anew_says_what_is_lost()
    {
        var run = HostRun.Of(
            string.Empty,
            "-Command",
            "$null = New-IdpCluster one -Provider Embedded; New-IdpCluster one -Provider Embedded -Force -WhatIf; New-IdpCluster three -Provider Embedded -Force -WhatIf");

        Assert.Contains("\"Remove the cluster with everything in it, and create it again (Embedded)\" on target \"one\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"Create a cluster (Embedded)\" on target \"three\"", run.Output, StringComparison.Ordinal);
    }
}
