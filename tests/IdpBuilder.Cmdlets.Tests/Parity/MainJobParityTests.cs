namespace IdpBuilder.Tests.Parity;

/// <summary>The main job on the embedded API and on a real one: what stands in the cluster at the end is the same, field by field.</summary>
public sealed class MainJobParityTests(TwoClusters clusters) : IClassFixture<TwoClusters>
{
    public static TheoryData<string> Scripts =>
    [
        "Install-IdpPackage '{examples}/01-quickstart/packages/*' | Wait-IdpPackage -Timeout 2m",
        "Install-IdpPackage '{examples}/03-hooks/passing' | Wait-IdpPackage -Timeout 2m",
        "Install-IdpPackage '{examples}/04-workflow-hook/package' | Wait-IdpPackage -Timeout 2m",
        "Install-IdpPackage '{examples}/06-parameters/packages/*' -Parameter @{ size = 'large'; members = 'ada', 'grace' } | Wait-IdpPackage -Timeout 2m",
        "Install-IdpPackage '{examples}/05-workflows/package' | Wait-IdpPackage -Timeout 2m; Restart-IdpWorkflow prepare -Namespace import -Node bucket -Wait -Timeout 2m",
        "Get-IdpPackage my-app* | Uninstall-IdpPackage; Install-IdpPackage '{data}/idpbuilder-packages/testDir' | Wait-IdpPackage -Timeout 2m",
        "Get-IdpPackage my-app* | Uninstall-IdpPackage; Install-IdpPackage '{data}/stacks/basic/package1' | Wait-IdpPackage -Timeout 2m",
        "Get-IdpPackage | Uninstall-IdpPackage",
    ];

    // The jobs come in any order, and what those before have left is compared again: nothing later may change it on one server only.
    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task The_same_job_leaves_the_same_objects_on_both_servers(string script)
    {
        var assets = ControlPlaneAssets.Require();
        var data = script.Contains("{data}", StringComparison.Ordinal) ? Repository.PublicData() : string.Empty;
        var job = script
            .Replace("{examples}", Repository.PathOf("examples"), StringComparison.Ordinal)
            .Replace("{data}", data, StringComparison.Ordinal);

        var expected = await ObjectsAfterAsync($"-ControlPlanePath '{assets}'", job);
        var actual = await ObjectsAfterAsync(string.Empty, job);

        Assert.True(expected == actual, LineDifference.Of(expected, actual));
    }

    private async Task<string> ObjectsAfterAsync(string options, string job)
    {
        var (engine, cluster) = clusters.With(options);
        Assert.Empty(engine.Run($"$ErrorActionPreference = 'Stop'; $null = {job}").Errors);
        await using var api = new ClusterObjects(cluster).Connect();
        return await new FinalObjects(20).ReadAsync(api, TestContext.Current.CancellationToken);
    }
}
