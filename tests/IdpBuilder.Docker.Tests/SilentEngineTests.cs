using IdpBuilder.Docker.Operations;
using IdpBuilder.Reporting;

namespace IdpBuilder.Docker;

public sealed class SilentEngineTests : IRunReporter
{
    private readonly List<string> _warnings = [];

    [Theory]
    [InlineData(true, "", 0)]
    [InlineData(false, "", 0)]
    [InlineData(true, "npipe:////./pipe/no_such_engine", 1)]
    [InlineData(false, "unix:///nonexistent/docker.sock", 1)]
    [InlineData(false, "nonsense", 1)]
    public async Task An_engine_that_nobody_has_named_is_not_missed(bool windows, string host, int warnings)
    {
        var environment = new EngineEnvironment(name => name == "DOCKER_HOST" ? host : null, "/nonexistent", windows, _ => null, _ => false);
        await using var provider = new DockerClusterProvider(new DockerServices(null!, null!, null!, null!, TimeProvider.System), new EngineLocator(environment));

        // Where this machine has an engine at the usual place, that one is asked.
        Assert.SkipWhen(host.Length == 0 && (windows ? OperatingSystem.IsWindows() : File.Exists("/var/run/docker.sock")), "the usual place is not empty on this machine");

        Assert.Empty(await provider.ListAsync(this, TestContext.Current.CancellationToken));
        Assert.Equal(warnings, _warnings.Count);
    }

    void IRunReporter.Progress(ProgressReport report)
    {
    }

    void IRunReporter.Verbose(string message)
    {
    }

    void IRunReporter.Warning(string message) => _warnings.Add(message);
}
