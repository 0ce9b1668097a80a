using IdpBuilder.Errors;

namespace IdpBuilder.DockerEngine;

public sealed class FullDiskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Other => Environment.GetEnvironmentVariable("IDPBUILDER_TEST_OTHER_IMAGE")!;

    [Fact]
    public async Task A_full_disk_is_named_and_nothing_is_left_when_there_is_room_again()
    {
        Assert.SkipUnless(OwnEngine.Folder.Length > 0, "the engine is not the tests' own");
        await using var disk = await SmallDisk.MountAsync(Stop);
        var folder = Path.Combine(disk.Path, "engine");

        // Without iptables it does not get in the way of the other engine.

        // An engine that is to have no bridge removes docker0, which is the other one's.
        await OwnEngine.RunAsync("start", folder, "--iptables=false --ip6tables=false --bridge=docker0");
        try
        {
            await using var engine = TestEngine.OpenAt($"unix://{folder}/docker.sock");
            await OwnEngine.ShellAsync($"docker --host unix://{OwnEngine.Folder}/docker.sock save {Other} | docker --host unix://{folder}/docker.sock load");
            await disk.FillAsync();

            var spec = engine.Spec("full", 18490) with { Nodes = new NodeSpec(Image: Other) };
            var failure = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(spec, new SilentReporter(), Stop));
            Assert.Equal("EngineDiskFull", failure.Id);
            Assert.Contains("docker system prune", failure.Message);

            disk.MakeRoom();
            await engine.Provider.RemoveAsync("full", Stop);
            Assert.Empty(await engine.LeftoversAsync("full", Stop));
        }
        finally
        {
            await OwnEngine.RunAsync("stop", folder);
        }
    }
}
