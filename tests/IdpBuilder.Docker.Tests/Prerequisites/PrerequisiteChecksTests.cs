using IdpBuilder.Clusters;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Prerequisites;

public sealed class PrerequisiteChecksTests
{
    private static readonly EngineDescription Engine = new("28.2.2", "overlay2", "2", 8L << 30, 4, [], "Debian");
    private static readonly MachineFacts Remote = new(Engine, new EngineAddress(new Uri("tcp://build.example:2376"), "DOCKER_HOST"));

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["/proc/meminfo"] = "MemTotal:       16000000 kB\nMemAvailable:    8000000 kB\n",
        ["/proc/sys/fs/inotify/max_user_watches"] = "524288\n",
        ["/proc/sys/fs/inotify/max_user_instances"] = "512\n",
        ["/proc/sys/net/netfilter/nf_conntrack_max"] = "1\n",
        ["/proc/sys/net/bridge/bridge-nf-call-iptables"] = "1\n",
        ["/proc/filesystems"] = "nodev\ttmpfs\nnodev\toverlay\n",
        ["/proc/sys/kernel/osrelease"] = "6.1.0\n",
    };

    private static MachineFacts Here => Remote with { IsHere = true, Read = Files.GetValueOrDefault, FreeSpace = _ => 100L << 30 };

    [Fact]
    public void A_machine_that_has_everything_passes_and_has_nothing_to_mend() =>
        Assert.All(PrerequisiteChecks.Judge(Here, new ClusterSpec("demo")), prerequisite => Assert.Equal((PrerequisiteStatus.Passed, string.Empty), (prerequisite.Status, prerequisite.Remedy)));

    [Fact]
    public void Of_a_machine_elsewhere_what_cannot_be_seen_is_said_to_be_unknown()
    {
        var found = PrerequisiteChecks.Judge(Remote, new ClusterSpec("demo")).ToLookup(prerequisite => prerequisite.Status, prerequisite => prerequisite.Name);

        Assert.Equal(["Disk", "Inotify", "KernelModules"], found[PrerequisiteStatus.Unknown]);
        Assert.Equal(["Engine", "Cgroups", "Memory", "Port"], found[PrerequisiteStatus.Passed]);
    }

    [Theory]
    [InlineData("28.2.2", PrerequisiteStatus.Passed)]
    [InlineData("20.10.24+dfsg1", PrerequisiteStatus.Passed)]
    [InlineData("19.03.15", PrerequisiteStatus.Failed)]
    [InlineData("5.4.1", PrerequisiteStatus.Passed)]
    [InlineData("master", PrerequisiteStatus.Warning)]
    public void The_engine_must_be_new_enough(string version, PrerequisiteStatus status) =>
        Assert.Equal(status, Of(Here with { Engine = Engine with { Version = version } }, "Engine").Status);

    [Fact]
    public void An_engine_for_Windows_containers_is_refused() =>
        Assert.Equal(PrerequisiteStatus.Failed, Of(Here with { Engine = Engine with { ContainerSystem = "windows" } }, "Engine").Status);

    [Theory]
    [InlineData("2", false, "", PrerequisiteStatus.Passed)]
    [InlineData("2", true, "1.37", PrerequisiteStatus.Passed)]
    [InlineData("1", false, "", PrerequisiteStatus.Failed)]
    [InlineData("1", false, "1.34", PrerequisiteStatus.Warning)]
    [InlineData("1", true, "1.34", PrerequisiteStatus.Failed)]
    public void Old_cgroups_carry_old_versions_only(string cgroups, bool rootless, string kubernetes, PrerequisiteStatus status)
    {
        var engine = Engine with { CgroupVersion = cgroups, SecurityOptions = rootless ? ["name=rootless"] : [] };

        Assert.Equal(status, Of(Here with { Engine = engine }, "Cgroups", new ClusterSpec("demo") { Nodes = new NodeSpec(kubernetes) }).Status);
    }

    [Theory]
    [InlineData(8000000, 0, PrerequisiteStatus.Passed)]
    [InlineData(2000000, 0, PrerequisiteStatus.Warning)]
    [InlineData(600000, 0, PrerequisiteStatus.Failed)]
    [InlineData(2000000, 20, PrerequisiteStatus.Failed)]
    public void Memory_is_counted_by_nodes(long kilobytes, int workers, PrerequisiteStatus status)
    {
        var machine = Here with { Read = path => path == "/proc/meminfo" ? $"MemAvailable: {kilobytes} kB\n" : Files.GetValueOrDefault(path) };

        Assert.Equal(status, Of(machine, "Memory", new ClusterSpec("demo") { Nodes = new NodeSpec(WorkerCount: workers) }).Status);
    }

    [Theory]
    [InlineData(20, PrerequisiteStatus.Passed)]
    [InlineData(4, PrerequisiteStatus.Warning)]
    [InlineData(1, PrerequisiteStatus.Failed)]
    public void The_disk_must_hold_images_and_nodes(long gigabytes, PrerequisiteStatus status) =>
        Assert.Equal(status, Of(Here with { FreeSpace = _ => gigabytes << 30 }, "Disk").Status);

    [Fact]
    public void Low_limits_of_inotify_come_with_the_command_that_raises_them()
    {
        var machine = Here with { Read = path => path.EndsWith("max_user_instances", StringComparison.Ordinal) ? "128\n" : Files.GetValueOrDefault(path) };

        var prerequisite = Of(machine, "Inotify");

        Assert.Equal(PrerequisiteStatus.Warning, prerequisite.Status);
        Assert.Contains("sysctl fs.inotify.max_user_instances=512;", prerequisite.Remedy);
        Assert.DoesNotContain("max_user_watches", prerequisite.Remedy);
    }

    [Fact]
    public void A_port_that_a_container_has_is_told_with_its_name()
    {
        var machine = Remote with { HostPorts = new[] { (Port: 8443, Name: "demo-control-plane") }.ToLookup(taken => (taken.Port, "tcp"), taken => taken.Name) };

        var prerequisite = Of(machine, "Port");

        Assert.Equal(PrerequisiteStatus.Failed, prerequisite.Status);
        Assert.Contains("'demo-control-plane'", prerequisite.Message);
        Assert.Equal(PrerequisiteStatus.Failed, Of(Here with { IsPortFree = (port, _) => port != 8443 }, "Port").Status);
    }

    [Theory]
    [InlineData("5353:53/udp", PrerequisiteStatus.Failed)]
    [InlineData("5353:53", PrerequisiteStatus.Passed)]
    [InlineData("5354:53/udp", PrerequisiteStatus.Passed)]
    public void A_port_is_one_of_its_protocol(string port, PrerequisiteStatus status)
    {
        var machine = Here with { IsPortFree = (taken, protocol) => (taken, protocol) != (5353, "udp") };
        var spec = new ClusterSpec("demo") { Nodes = new NodeSpec { ExtraPorts = [NodePort.Parse(port)] } };

        Assert.Equal(status, PrerequisiteChecks.Judge(machine, spec).Last(prerequisite => prerequisite.Name == "Port").Status);
    }

    [Theory]
    [InlineData("Memory")]
    [InlineData("Disk")]
    public void Every_node_counts(string name)
    {
        var one = Of(Here, name);
        var three = Of(Here, name, new ClusterSpec("demo") { Nodes = new NodeSpec { ControlPlaneCount = 3 } });

        Assert.NotEqual(one.Message, three.Message);
    }

    [Theory]
    [InlineData(null, "", PrerequisiteStatus.Passed)]
    [InlineData("/proc/sys/net/bridge/bridge-nf-call-iptables", "kernel/net/bridge/br_netfilter.ko.xz: kernel/net/bridge/bridge.ko.xz\n", PrerequisiteStatus.Passed)]
    [InlineData("/proc/sys/net/bridge/bridge-nf-call-iptables", "kernel/net/other.ko:\n", PrerequisiteStatus.Failed)]
    public void A_module_counts_when_it_is_loaded_or_can_be(string? absent, string loadable, PrerequisiteStatus status)
    {
        var machine = Here with { Read = path => path == absent ? null : path == "/lib/modules/6.1.0/modules.dep" ? loadable : Files.GetValueOrDefault(path) };

        Assert.Equal(status, Of(machine, "KernelModules").Status);
    }

    [Fact]
    public async Task Without_an_engine_that_alone_is_judged_and_the_way_out_is_apart()
    {
        var address = new EngineAddress(new Uri("unix:///nonexistent/docker.sock"), "DOCKER_HOST");

        var found = await PrerequisiteChecks.RunAsync(() => throw DockerFailures.EngineUnreachable(address, null), new ClusterSpec("demo"), TestContext.Current.CancellationToken);

        Assert.Equal(PrerequisiteStatus.Failed, found[0].Status);
        Assert.StartsWith("Start Docker", found[0].Remedy, StringComparison.Ordinal);
        Assert.All(found.Skip(1), prerequisite => Assert.Equal(PrerequisiteStatus.Unknown, prerequisite.Status));
    }

    [Fact]
    public void A_version_without_an_image_is_refused() =>
        Assert.Equal(
            "KubernetesVersionUnknown",
            Assert.Throws<IdpException>(() => PrerequisiteChecks.Judge(Here with { Engine = Engine with { CgroupVersion = "1" } }, new ClusterSpec("demo") { Nodes = new NodeSpec("1.2") })).Id);

    private static Prerequisite Of(MachineFacts machine, string name, ClusterSpec? spec = null) =>
        Assert.Single(PrerequisiteChecks.Judge(machine, spec ?? new ClusterSpec("demo")), prerequisite => prerequisite.Name == name);
}
