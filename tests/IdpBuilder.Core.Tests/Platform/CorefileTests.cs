using CsCheck;
using IdpBuilder.Platform;

namespace IdpBuilder.Core.Tests.Platform;

public sealed class CorefileTests
{
    private const string Service = "ingress-nginx-controller.ingress-nginx.svc.cluster.local";

    private const string Kubeadm = """
        .:53 {
            errors
            health {
               lameduck 5s
            }
            ready
            kubernetes cluster.local in-addr.arpa ip6.arpa {
               pods insecure
               fallthrough in-addr.arpa ip6.arpa
               ttl 30
            }
            prometheus :9153
            forward . /etc/resolv.conf {
               max_concurrent 1000
            }
            cache 30 {
               disable success cluster.local
               disable denial cluster.local
            }
            loop
            reload
            loadbalance
        }

        """;

    private const string K3s = """
        .:53 {
            errors
            health
            ready
            kubernetes cluster.local in-addr.arpa ip6.arpa {
              pods insecure
              fallthrough in-addr.arpa ip6.arpa
            }
            hosts /etc/coredns/NodeHosts {
              ttl 60
              reload 15s
              fallthrough
            }
            prometheus :9153
            cache 30
            loop
            reload
            loadbalance
            import /etc/coredns/custom/*.override
            forward . /etc/resolv.conf
        }
        import /etc/coredns/custom/*.server

        """;

    [Fact]
    public void The_rule_is_put_into_the_block_for_all_names_and_all_else_stays()
    {
        var changed = Corefile.Read(Kubeadm)!.WithNames("cnoe.localtest.me", Service);

        Assert.StartsWith(
            """
            .:53 {
                # idpbuilder: names of the platform; this block is replaced and removed as a whole
                rewrite stop {
                    name regex ^(.*\.)?cnoe\.localtest\.me\.$ ingress-nginx-controller.ingress-nginx.svc.cluster.local answer auto
                }
                # idpbuilder: end
                errors

            """,
            changed,
            StringComparison.Ordinal);
        Assert.Equal(Kubeadm, Corefile.WithoutNames(changed));
    }

    [Theory]
    [InlineData(Kubeadm, "cluster.local", true, false)]
    [InlineData(K3s, "cluster.local", true, true)]
    [InlineData("other.test:53 {\n  kubernetes wrong\n  forward . 1.1.1.1\n}\n.:5353, example.org {\n  kubernetes k8s.test. {\n  }\n}\n", "k8s.test", false, false)]
    [InlineData("(common) {\n  reload\n}\ndns://.:1053 {\n\tkubernetes cluster.local # in here {\n\timport common\n}\n", "cluster.local", false, false)]
    [InlineData(".:53 {\n  forward . 1.1.1.1\n}\n", "", false, false)]
    [InlineData(". {\r\n    kubernetes cluster.local\r\n    reload\r\n}\r\n", "cluster.local", true, false)]
    public void What_the_names_need_to_know_is_read(string text, string domain, bool reloads, bool overrides)
    {
        var corefile = Corefile.Read(text)!;

        Assert.Equal((domain, reloads, overrides), (corefile.ClusterDomain, corefile.Reloads, corefile.TakesOverrides));
        Assert.Equal(text, Corefile.WithoutNames(corefile.WithNames("idp.test", Service)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("import ../coredns-configs/*.conf\n")]
    [InlineData("example.org:53 {\n  forward . 1.1.1.1\n}\n")]
    [InlineData(".:53 {\n  kubernetes cluster.local\n")]
    [InlineData(".:53 {\n  # idpbuilder: names of the platform; this block is replaced and removed as a whole\n  kubernetes cluster.local\n}\n")]
    public void What_is_not_as_expected_is_not_changed(string text) => Assert.Null(Corefile.Read(text));

    [Fact]
    public void A_second_run_changes_nothing_and_another_host_takes_the_place_of_the_first()
    {
        var first = Corefile.Read(Kubeadm)!.WithNames("cnoe.localtest.me", Service);

        Assert.Equal(first, Corefile.Read(first)!.WithNames("cnoe.localtest.me", Service));
        Assert.Equal(Corefile.Read(Kubeadm)!.WithNames("other.test", Service), Corefile.Read(first)!.WithNames("other.test", Service));
        Assert.False(Corefile.Read(first)!.Names("cnoe.localtest.me"));
    }

    [Theory]
    [InlineData("    rewrite name regex (.*).cnoe.localtest.me elsewhere.svc\n", true)]
    [InlineData("    rewrite name regex (.*)\\.cnoe\\.localtest\\.me elsewhere.svc\n", true)]
    [InlineData("    # cnoe.localtest.me\n", false)]
    public void A_host_that_somebody_else_put_there_is_seen(string line, bool expected) =>
        Assert.Equal(expected, Corefile.Read(Kubeadm.Replace("    errors\n", line, StringComparison.Ordinal))!.Names("cnoe.localtest.me"));

    [Fact]
    public void Whatever_the_lines_are_they_stay() => Gen.String["\n {}#.:53kubernetes reload\t\r"].Array[0, 12].Sample(parts =>
    {
        var text = ".:53 {\n" + string.Join('\n', parts) + "\n}\n";
        if (Corefile.Read(text) is { } corefile)
        {
            Assert.Equal(text, Corefile.WithoutNames(corefile.WithNames("idp.test", Service)));
        }
    });
}
