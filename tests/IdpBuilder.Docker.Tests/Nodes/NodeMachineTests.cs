namespace IdpBuilder.Docker.Nodes;

public sealed class NodeMachineTests
{
    [Fact]
    public void Without_a_proxy_no_variable_is_given() => Assert.Empty(Proxies(new() { ["NO_PROXY"] = "intern" }));

    [Fact]
    public void Proxies_are_given_in_both_spellings_with_what_must_not_go_through_them()
    {
        var variables = Proxies(new() { ["HTTPS_PROXY"] = "http://proxy:3128", ["NO_PROXY"] = "intern, 10.0.0.0/8" });

        Assert.Equal("http://proxy:3128", variables["https_proxy"]);
        Assert.Equal("intern,10.0.0.0/8,demo-control-plane,.svc", variables["NO_PROXY"]);
        Assert.Equal(["HTTPS_PROXY", "NO_PROXY", "https_proxy", "no_proxy"], variables.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_subnets_follow_from_the_name_and_are_local_ones()
    {
        Assert.All(NodeNetwork.SubnetsV6("demo"), subnet => Assert.Matches("^fd[0-9a-f]{2}(:[0-9a-f]{4}){3}::/64$", subnet));
        Assert.Equal(NodeNetwork.SubnetsV6("demo"), NodeNetwork.SubnetsV6("demo"));
        Assert.Empty(NodeNetwork.SubnetsV6("demo").Intersect(NodeNetwork.SubnetsV6("other"), StringComparer.Ordinal));
        Assert.Equal(5, NodeNetwork.SubnetsV6("demo").Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("Reached target Multi-User System.", true)]
    [InlineData("\n[\u001b[0;32m  OK  \u001b[0m] Reached target \u001b[0;1;39mmulti-user.target\u001b[0m - Multi-User System.\n", true)]
    [InlineData("Reached target Basic System.\nStarting something before Multi-User System", false)]
    [InlineData("INFO: starting init", false)]
    public void A_node_has_booted_when_systemd_says_so_on_one_line(string log, bool booted) => Assert.Equal(booted, NodeBoot.HasBooted(log));

    private static IReadOnlyDictionary<string, string> Proxies(Dictionary<string, string> variables) =>
        NodeMachine.ProxiesOf(variables, ["demo-control-plane", ".svc"]);
}
