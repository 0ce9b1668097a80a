namespace IdpBuilder.Tests.Commands;

/// <summary>What the API server warns of as objects are written, the user is told.</summary>
public sealed class ServerWarningTests : IDisposable
{
    private const string Deprecated = "is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public ServerWarningTests()
    {
        _engine.Run("$null = New-IdpCluster demo -Provider Embedded");
        _folder.Write("old/endpoints.yaml", "apiVersion: v1\nkind: Endpoints\nmetadata: {name: far}\nsubsets: []\n");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Install-IdpPackage '{0}/old' -Direct")]
    [InlineData("Get-IdpPackagePlan '{0}/old' -Diff -Direct")]
    [InlineData("Get-IdpPackagePlan '{0}/old' -Diff")]
    public void A_deprecated_type_is_warned_of_with_the_object(string command)
    {
        _engine.Run($"$null = Install-IdpPackage '{Namespace()}' | Wait-IdpPackage");

        var result = _engine.Run(command.Replace("{0}", _folder.Path, StringComparison.Ordinal));

        Assert.Empty(result.Errors);
        var warning = Assert.Single(result.Warnings);
        Assert.Contains("Endpoints", warning, StringComparison.Ordinal);
        Assert.Contains("far", warning, StringComparison.Ordinal);
        Assert.Contains(Deprecated, warning, StringComparison.Ordinal);
    }

    // The namespace is there before, so that the objects can be tried in it.
    private string Namespace()
    {
        _folder.Write("space/namespace.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: old}\n");
        return $"{_folder.Path}/space";
    }
}
