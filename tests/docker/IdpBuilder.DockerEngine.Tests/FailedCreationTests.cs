using IdpBuilder.Clusters;
using IdpBuilder.Docker;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Steps;
using IdpBuilder.Errors;

namespace IdpBuilder.DockerEngine;

public sealed class FailedCreationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Steps => new(ClusterCreation.Steps.Select(step => step.GetType().Name));

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Whoever_presses_Ctrl_C_in_a_step_finds_nothing_left(string step)
    {
        await using var engine = TestEngine.Open();
        using var keys = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        IReadOnlyList<IClusterStep> steps = [.. ClusterCreation.Steps.Select(other => other.GetType().Name == step ? new StoppedStep(other, keys) : other)];
        var volumes = await engine.LooseVolumesAsync(Stop);

        // Of a cluster of the same name, on another engine.
        await engine.Services.Kubeconfig.AddAsync(new KubeconfigEntry("kind-stopped", new KubeEndpoint(new Uri("https://elsewhere.example:6443"))), engine.KubeConfig, Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ClusterCreation.RunAsync(
            ClusterPlan.Of(engine.Spec("stopped", 18445), KindConfig.Empty), steps, engine.Engine, engine.Services, new SilentReporter(), keys.Token));

        Assert.Empty(await engine.LeftoversAsync("stopped", Stop));
        Assert.Empty((await engine.LooseVolumesAsync(Stop)).Except(volumes, StringComparer.Ordinal));
        var entries = await File.ReadAllTextAsync(engine.KubeConfig, Stop);
        Assert.DoesNotContain("127.0.0.1", entries);
        Assert.Equal(IsBeforeKubeconfig(step), entries.Contains("elsewhere.example", StringComparison.Ordinal));
    }

    // As above, but when kubeadm has written something, and with several nodes.
    [Theory]
    [InlineData(nameof(InitControlPlane), 0, "late-control-plane", "/etc/kubernetes/admin.conf")]
    [InlineData(nameof(JoinNodes), 2, "late-worker2", "/var/lib/kubelet/kubeadm-flags.env")]
    public async Task Whoever_presses_Ctrl_C_while_kubeadm_works_finds_nothing_left(string step, int workers, string node, string path)
    {
        await using var engine = TestEngine.Open();
        using var keys = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        IReadOnlyList<IClusterStep> steps = [.. ClusterCreation.Steps.Select(other => other.GetType().Name == step ? new LateStoppedStep(other, keys, node, path) : other)];
        var volumes = await engine.LooseVolumesAsync(Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ClusterCreation.RunAsync(
            ClusterPlan.Of(engine.Spec("late", 18521, workers), KindConfig.Empty), steps, engine.Engine, engine.Services, new SilentReporter(), keys.Token));

        Assert.Empty(await engine.LeftoversAsync("late", Stop));
        Assert.Empty((await engine.LooseVolumesAsync(Stop)).Except(volumes, StringComparer.Ordinal));
    }

    private static bool IsBeforeKubeconfig(string step) =>
        Steps.TakeWhile(row => row.Data != nameof(WriteKubeconfig)).Any(row => row.Data == step);

    [Fact]
    public async Task An_image_that_cannot_be_had_is_named_and_nothing_is_left()
    {
        await using var engine = TestEngine.Open();
        var spec = engine.Spec("imageless", 18446) with { Nodes = new NodeSpec(Image: "localhost:1/no/such/image:v1") };

        var failure = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(spec, new SilentReporter(), Stop));

        Assert.Equal("ImageNotPulled", failure.Id);
        Assert.Contains("localhost:1/no/such/image:v1", failure.Message);
        Assert.Empty(await engine.LeftoversAsync("imageless", Stop));
    }

    [Fact]
    public async Task An_image_that_is_no_node_ends_with_its_log_and_nothing_is_left()
    {
        await using var engine = TestEngine.Open();
        var spec = engine.Spec("nodeless", 18447) with { Nodes = new NodeSpec(Image: Environment.GetEnvironmentVariable("IDPBUILDER_TEST_OTHER_IMAGE")!) };

        var failure = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(spec, new SilentReporter(), Stop));

        Assert.Equal("NodeNotBooted", failure.Id);
        Assert.Contains("no systemd here", failure.Message);
        Assert.Empty(await engine.LeftoversAsync("nodeless", Stop));
    }

    [Fact]
    public async Task A_node_that_somebody_ends_is_named_with_what_was_being_done_on_it()
    {
        await using var engine = TestEngine.Open();
        IReadOnlyList<IClusterStep> steps =
        [
            .. ClusterCreation.Steps.Select(step => step is InitControlPlane
                ? new InterruptedStep(step, () => engine.Engine.Containers.StopAsync("ended-control-plane", TimeSpan.Zero, Stop))
                : step),
        ];

        var failure = await Assert.ThrowsAsync<IdpException>(() => ClusterCreation.RunAsync(
            ClusterPlan.Of(engine.Spec("ended", 18449), KindConfig.Empty), steps, engine.Engine, engine.Services, new SilentReporter(), Stop));

        // systemd may end kubeadm a moment before the node itself is gone.
        Assert.Contains(failure.Id, new[] { "NodeEnded", "NodeCommandFailed" });
        Assert.Contains("'ended-control-plane'", failure.Message);
        Assert.Contains("kubeadm init", failure.Message);
        Assert.Empty(await engine.LeftoversAsync("ended", Stop));
    }

    [Fact]
    public async Task Retain_keeps_what_was_made_and_says_how_to_get_rid_of_it()
    {
        await using var engine = TestEngine.Open();
        using var keys = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var spec = engine.Spec("retained", 18448);
        var reporter = new SilentReporter();
        IReadOnlyList<IClusterStep> steps = [.. ClusterCreation.Steps.Select(other => other is ConfigureKubeadm ? new StoppedStep(other, keys) : other)];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ClusterCreation.RunAsync(
            ClusterPlan.Of(spec with { Nodes = spec.Nodes with { Retain = true } }, KindConfig.Empty), steps, engine.Engine, engine.Services, reporter, keys.Token));

        Assert.Equal(["retained-control-plane", "idp-retained"], await engine.LeftoversAsync("retained", Stop));
        Assert.Contains("Remove-IdpCluster", Assert.Single(reporter.Warnings));

        // Two who remove at once do not hinder each other, nor does a guest on the network, who stays.
        await engine.Engine.Containers.RunAsync(
            new ContainerSpec { Name = "guest", Image = engine.Image, Network = "idp-retained", Labels = new Dictionary<string, string>(StringComparer.Ordinal), Privileged = true, TemporaryFolders = ["/run"] }, Stop);
        try
        {
            Assert.Contains(true, await Task.WhenAll(engine.Provider.RemoveAsync("retained", Stop), engine.Provider.RemoveAsync("retained", Stop)));
            Assert.Empty(await engine.LeftoversAsync("retained", Stop));
            Assert.True((await engine.Engine.Containers.InspectAsync("guest", Stop)).Running);
        }
        finally
        {
            await engine.Engine.Containers.RemoveAsync("guest", CancellationToken.None);
        }
    }

    [Fact]
    public async Task Where_no_engine_answers_making_says_so_and_listing_warns()
    {
        await using var provider = new DockerClusterProvider(
            new DockerServices(null!, null!, null!, null!, TimeProvider.System), TestEngine.LocatorOf("unix:///nonexistent/docker.sock"));

        var failure = await Assert.ThrowsAsync<IdpException>(() => provider.CreateAsync(new ClusterSpec("demo"), new SilentReporter(), Stop));

        Assert.Equal("EngineUnreachable", failure.Id);
        Assert.Contains("/nonexistent/docker.sock", failure.Message);

        // Those of other providers are listed all the same.
        var reporter = new SilentReporter();
        Assert.Empty(await provider.ListAsync(reporter, Stop));
        Assert.Contains("DOCKER_HOST", Assert.Single(reporter.Warnings));
    }
}
