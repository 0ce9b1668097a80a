using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Operations;

public sealed class EngineProxiesTests
{
    private const string Configuration = """
        { "proxies": {
          "default": { "httpProxy": "http://all:1", "httpsProxy": "http://all:2", "noProxy": "all.example" },
          "tcp://build.example:2376": { "httpsProxy": "http://build:1" } } }
        """;

    private static readonly Uri Here = new("unix:///var/run/docker.sock");

    [Fact]
    public void The_environment_counts_in_either_spelling_and_before_the_configuration()
    {
        var proxies = Proxies(new() { ["http_proxy"] = "http://lower:1", ["NO_PROXY"] = "own.example" }, Configuration).For(Here);

        Assert.Equal(("http://lower:1", "http://all:2", "own.example"), (proxies["HTTP_PROXY"], proxies["HTTPS_PROXY"], proxies["NO_PROXY"]));
    }

    [Fact]
    public void An_engine_may_have_proxies_of_its_own() =>
        Assert.Equal(["HTTPS_PROXY=http://build:1"], Proxies([], Configuration).For(new Uri("tcp://build.example:2376")).Select(proxy => $"{proxy.Key}={proxy.Value}"));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "proxies": { "default": null } }""")]
    [InlineData("""{ "proxies": { "default": { "httpProxy": 1 } } }""")]
    [InlineData("""{ "proxies": [] }""")]
    public void Where_nobody_names_a_proxy_there_is_none(string configuration) => Assert.Empty(Proxies([], configuration).For(Here));

    [Fact]
    public void A_configuration_that_cannot_be_read_is_told() =>
        Assert.Equal("EngineConfigurationUnreadable", Assert.Throws<IdpException>(() => Proxies([], "{").For(Here)).Id);

    private static EngineProxies Proxies(Dictionary<string, string> variables, string configuration) =>
        new(new EngineEnvironment(variables.GetValueOrDefault, "/home/me", false, path => path.EndsWith("config.json", StringComparison.Ordinal) && configuration.Length > 0 ? configuration : null, _ => false));
}
