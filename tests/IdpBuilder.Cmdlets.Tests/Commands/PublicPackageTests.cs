namespace IdpBuilder.Tests.Commands;

public sealed class PublicPackageTests : IDisposable
{
    private readonly ModuleEngine _engine = new();

    public PublicPackageTests() => _engine.Run("$null = New-IdpCluster demo -Provider Embedded");

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("idpbuilder-packages/testDir")]
    [InlineData("stacks/basic/package1")]
    public void A_package_that_people_run_is_installed_waited_for_and_removed(string folder)
    {
        var path = Repository.PublicData(folder.Split('/'));

        var ready = _engine.Run($"Install-IdpPackage '{path}' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.NotEmpty(ready.Output);
        Assert.All(ready.As<PackageStatus>(), status => Assert.Equal(("Synced", "Healthy"), (status.Sync, status.Health)));
        Assert.Empty(_engine.Run("Get-IdpPackage | Uninstall-IdpPackage").Errors);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }
}
