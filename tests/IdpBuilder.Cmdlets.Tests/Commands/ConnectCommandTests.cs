using System.Management.Automation;

namespace IdpBuilder.Tests.Commands;

/// <summary>One engine has a cluster that listens; another one, as another process would, knows only its kubeconfig.</summary>
public sealed class ConnectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleEngine _owner = new();
    private readonly ModuleEngine _engine = new();

    public ConnectCommandTests() => _owner.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{File}'");

    private string File => Path.Combine(_folder.Path, "config");

    public void Dispose()
    {
        _engine.Dispose();
        _owner.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_cluster_of_a_kubeconfig_is_adopted_listed_used_and_left()
    {
        var cluster = _engine.Run($"Connect-IdpCluster -KubeConfig '{File}'").Single<Cluster>();
        Assert.Equal(("idp-demo", ClusterProvider.Existing, ClusterState.Running, File), (cluster.Name, cluster.Provider, cluster.State, cluster.KubeConfig));
        Assert.Equal(_owner.Run("Get-IdpCluster").Single<Cluster>().KubernetesVersion, cluster.KubernetesVersion);
        Assert.Equal("idp-demo", _engine.Run("Get-IdpCluster").Single<Cluster>().Name);
        Assert.Equal(2, _engine.Run("Get-IdpSecret").Output.Count);

        var left = _engine.Run("Remove-IdpCluster idp-demo -PassThru");

        Assert.Equal(ClusterState.Removed, left.Single<Cluster>().State);
        Assert.Single(left.Warnings, warning => warning.Contains("stays as it is", StringComparison.Ordinal));
        Assert.Empty(_engine.Run("Get-IdpCluster").Output);
        Assert.Equal(2, _owner.Run("Get-IdpSecret").Output.Count);
    }

    [Fact]
    public void Connecting_again_makes_the_connection_anew_and_another_cluster_cannot_take_the_name()
    {
        var other = Path.Combine(_folder.Path, "other");
        System.IO.File.Copy(File, other);
        _engine.Run($"Connect-IdpCluster -KubeConfig '{File}' -Name one; Connect-IdpCluster -KubeConfig '{File}' -Name one");

        Assert.Single(_engine.Run("Get-IdpCluster").Output);
        Assert.StartsWith("ClusterAlreadyExists,", _engine.Fail($"Connect-IdpCluster -KubeConfig '{other}' -Name one").FullyQualifiedErrorId);
        Assert.StartsWith("ClusterAlreadyExists,", _owner.Fail($"Connect-IdpCluster -KubeConfig '{File}' -Name demo").FullyQualifiedErrorId);
        Assert.StartsWith("ClusterAlreadyExists,", _engine.Fail("New-IdpCluster one -Provider Embedded").FullyQualifiedErrorId);
    }

    [Fact]
    public void A_cluster_that_went_away_is_listed_as_unreachable()
    {
        _engine.Run($"Connect-IdpCluster -KubeConfig '{File}'");
        _owner.Run("Remove-IdpCluster demo");

        var cluster = _engine.Run("Get-IdpCluster").Single<Cluster>();

        Assert.Equal(ClusterState.Unreachable, cluster.State);
        Assert.Contains("context 'idp-demo'", cluster.Notice);
    }

    [Fact]
    public void Contexts_complete() =>
        Assert.Equal(["idp-demo"], _engine.Complete($"Connect-IdpCluster -KubeConfig '{File}' -Context i"));

    [Theory]
    [InlineData("-Context nope", "KubeContextNotFound")]
    [InlineData("-Name Upper", "ClusterNameInvalid")]
    [InlineData("-HostName https://idp.example.test", "ParameterArgumentValidationError")]
    [InlineData("-HostName idp.example.test:8443", "ParameterArgumentValidationError")]
    public void What_cannot_be_adopted_is_refused(string arguments, string id) =>
        Assert.StartsWith(id + ",", _engine.Fail($"Connect-IdpCluster -KubeConfig '{File}' {arguments}").FullyQualifiedErrorId);

    [Fact]
    public void A_wrong_token_is_refused_and_printed_nowhere()
    {
        const string Secret = "planted-secret-0815";
        var text = System.IO.File.ReadAllLines(File).Select(line => line.Contains("token:", StringComparison.Ordinal) ? line[..(line.IndexOf("token:", StringComparison.Ordinal) + 6)] + " " + Secret : line);
        System.IO.File.WriteAllLines(File, text);
        Assert.Contains(Secret, System.IO.File.ReadAllText(File));

        var said = string.Concat(_engine.Run($"Connect-IdpCluster -KubeConfig '{File}' -Verbose -Debug -ErrorAction Continue *>&1 | ForEach-Object {{ \"$_\" }}; $Error | ForEach-Object {{ \"$_\" + $_.Exception + $_.TargetObject + $_.ScriptStackTrace }}").As<string>());
        var error = _engine.Fail($"Connect-IdpCluster -KubeConfig '{File}'");

        Assert.StartsWith("ApiUnauthorized,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
        Assert.Contains("(context 'idp-demo', user 'idp-demo')", error.Exception.Message);
        Assert.Contains("context 'idp-demo'", said);
        Assert.DoesNotContain(Secret, said + error.Exception);
    }

    [Fact]
    public void An_existing_cluster_is_not_created() =>
        Assert.StartsWith("ClusterNotCreatable,", _engine.Fail("New-IdpCluster demo -Provider Existing").FullyQualifiedErrorId);
}
