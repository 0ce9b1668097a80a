using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Operations;

public sealed class EngineLocatorTests
{
    // printf desktop-linux | sha256sum
    private const string DesktopId = "fe9c6bd7a66301f49ca9b6a70b217107cd1284598bfc254700c989b916da791e";

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("unix:///run/other.sock", "unix:///run/other.sock")]
    [InlineData("tcp://build:2375", "tcp://build:2375/")]
    [InlineData("npipe:////./pipe/docker_engine", "npipe://./pipe/docker_engine")]
    public void DOCKER_HOST_comes_first(string host, string endpoint)
    {
        _variables["DOCKER_HOST"] = host;
        _variables["DOCKER_CONTEXT"] = "desktop-linux";

        Assert.Equal(endpoint, Find().Endpoint.ToString());
    }

    [Theory]
    [InlineData("ssh://me@build")]
    [InlineData("nonsense")]
    public void An_address_that_cannot_be_used_says_so(string host)
    {
        _variables["DOCKER_HOST"] = host;

        Assert.Equal("EngineAddressInvalid", Assert.Throws<IdpException>(() => Find()).Id);
    }

    [Fact]
    public void DOCKER_TLS_VERIFY_brings_the_certificates()
    {
        _variables["DOCKER_HOST"] = "tcp://build:2376";
        Assert.Empty(Find().Certificates);

        _variables["DOCKER_TLS_VERIFY"] = "1";
        Assert.Equal(Path.Combine("/home/me", ".docker"), Find().Certificates);

        _variables["DOCKER_CERT_PATH"] = "/certs";
        Assert.Equal("/certs", Find().Certificates);
    }

    [Fact]
    public void The_current_context_of_Dockers_configuration_counts()
    {
        _files[Path.Combine("/home/me", ".docker", "config.json")] = """{ "currentContext": "desktop-linux" }""";
        _files[Path.Combine("/home/me", ".docker", "contexts", "meta", DesktopId, "meta.json")] =
            """{ "Name": "desktop-linux", "Endpoints": { "docker": { "Host": "unix:///home/me/.docker/desktop/docker.sock" } } }""";

        var address = Find();

        Assert.Equal("unix:///home/me/.docker/desktop/docker.sock", address.Endpoint.ToString());
        Assert.Contains("desktop-linux", address.Origin);
    }

    [Fact]
    public void A_context_that_does_not_exist_says_so()
    {
        _variables["DOCKER_CONTEXT"] = "gone";

        Assert.Equal("EngineContextNotFound", Assert.Throws<IdpException>(() => Find()).Id);
    }

    [Fact]
    public void A_broken_configuration_says_so()
    {
        _files[Path.Combine("/home/me", ".docker", "config.json")] = "{";

        Assert.Equal("EngineConfigurationUnreadable", Assert.Throws<IdpException>(() => Find()).Id);
    }

    [Theory]
    [InlineData("/var/run/docker.sock", "/var/run/docker.sock")]
    [InlineData("/run/user/1000/docker.sock", "/run/user/1000/docker.sock")]
    [InlineData("/run/user/1000/podman/podman.sock", "/run/user/1000/podman/podman.sock")]
    [InlineData("/home/me/.rd/docker.sock", "/home/me/.rd/docker.sock")]
    [InlineData("/nothing", "/var/run/docker.sock")]
    public void The_usual_sockets_are_looked_for_in_order(string existing, string found)
    {
        _variables["XDG_RUNTIME_DIR"] = "/run/user/1000";
        _files[existing] = string.Empty;

        Assert.Equal(found, Find().Endpoint.LocalPath);
    }

    [Fact]
    public void On_Windows_it_is_the_pipe() => Assert.Equal("npipe", Find(windows: true).Endpoint.Scheme);

    private EngineAddress Find(bool windows = false) => new EngineLocator(new EngineEnvironment(
        _variables.GetValueOrDefault, "/home/me", windows, _files.GetValueOrDefault, _files.ContainsKey)).Find();
}
