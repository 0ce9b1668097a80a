using System.Diagnostics;
using IdpBuilder.Tests;

namespace IdpBuilder.DockerEngine;

public sealed class TwoClustersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_sessions_make_a_cluster_each_at_once_one_of_them_by_the_example()
    {
        await using var engine = TestEngine.Open();
        var config = Path.Combine(Path.GetDirectoryName(engine.KubeConfig)!, "example");

        var example = RunExampleAsync(engine, config);
        var cluster = await engine.Provider.CreateAsync(engine.Spec("beside", 18500), new SilentReporter(), Stop);
        try
        {
            await engine.ImportPodImageAsync(cluster, Stop);
            var api = (await engine.Provider.ConnectAsync("beside", Stop)).Api;
            Assert.Equal(["here"], await TestJob.RunAsync(api, "job", TestEngine.PodImage, ["/bin/echo", "here"], Stop));

            var said = await example;
            Assert.Matches("example +Docker +Running +v1[.]", said);
            Assert.Matches("Job +.*greeting", said);
            Assert.Empty(await engine.LeftoversAsync("example", Stop));
            Assert.DoesNotContain("kind-example", await File.ReadAllTextAsync(config, Stop));

            // The other one's end has not touched this one.
            TestEngine.AssertSame(cluster, Assert.Single(await engine.Provider.ListAsync(null, Stop), other => other.Name == "beside"));
            Assert.NotEmpty((await engine.Provider.ConnectAsync("beside", Stop)).Cluster.Name);
        }
        finally
        {
            Assert.True(await engine.Provider.RemoveAsync("beside", CancellationToken.None));
        }

        Assert.Empty(await engine.LeftoversAsync("beside", Stop));
        Assert.DoesNotContain("kind-beside", await File.ReadAllTextAsync(engine.KubeConfig, Stop));
        Assert.False(await engine.Provider.RemoveAsync("beside", Stop));
    }

    private static async Task<string> RunExampleAsync(TestEngine engine, string config)
    {
        string[] arguments =
        [
            "exec", typeof(IdpBuilder.Host.HostSession).Assembly.Location, Repository.PathOf("examples", "02-docker", "docker.ps1"),
            "-Image", engine.Image, "-JobImage", TestEngine.PodImage, "-Port", "18501", "-KubeConfig", config,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["DOCKER_HOST"] = engine.Locator.Find().Endpoint.ToString();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, string.Concat(said));
        return said[0];
    }
}
