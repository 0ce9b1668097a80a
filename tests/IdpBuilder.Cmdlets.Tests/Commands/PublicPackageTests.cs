namespace IdpBuilder.Tests.Commands;

public sealed class PublicPackageTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public PublicPackageTests() => _engine.Run("$null = New-IdpCluster demo -Provider Embedded");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("idpbuilder-packages/testDir")]
    [InlineData("stacks/basic/package1")]
    public void A_package_that_people_run_is_installed_waited_for_and_removed(string folder)
    {
        InstallWaitAndRemove(Repository.PublicData(folder.Split('/')));
    }

    [Fact]
    public void Applications_side_by_side_in_one_directory_are_packages_each()
    {
        foreach (var file in Directory.GetFiles(Repository.PublicData("idpbuilder-packages", "testDir2")))
        {
            // What they deploy is fetched from elsewhere; here it lies beside them.
            var local = File.ReadAllText(file).Replace("https://github.com/argoproj/argocd-example-apps.git", "cnoe://guestbook", StringComparison.Ordinal).Replace("path: guestbook", "path: .", StringComparison.Ordinal);
            Assert.Contains("cnoe://guestbook", local, StringComparison.Ordinal);
            _folder.Write($"packages/{Path.GetFileName(file)}", local);
        }

        _folder.Write("packages/guestbook/web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: guestbook-ui}
            spec: {selector: {matchLabels: {app: ui}}, template: {metadata: {labels: {app: ui}}, spec: {containers: [{name: ui, image: guestbook}]}}}
            """);

        Assert.Equal(["guestbook", "guestbook2"], InstallWaitAndRemove(Path.Combine(_folder.Path, "packages")).Select(status => status.Name).Order());
    }

    private IReadOnlyList<PackageStatus> InstallWaitAndRemove(string path)
    {
        var ready = _engine.Run($"Install-IdpPackage '{path}' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.NotEmpty(ready.Output);
        var statuses = ready.As<PackageStatus>();
        Assert.All(statuses, status => Assert.Equal(("Synced", "Healthy"), (status.Sync, status.Health)));
        Assert.Empty(_engine.Run("Get-IdpPackage | Uninstall-IdpPackage").Errors);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
        return statuses;
    }
}
