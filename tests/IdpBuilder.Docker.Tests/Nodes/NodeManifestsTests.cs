using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Docker.Nodes;

public sealed class NodeManifestsTests
{
    [Theory]
    [InlineData(1, "demo-control-plane:6443")]
    [InlineData(3, "demo-external-load-balancer:6443")]
    public void A_network_that_asks_for_it_is_told_where_the_control_plane_is(int controlPlanes, string endpoint)
    {
        var agent = Read("# would you kindly patch this file\n" + Network("env: [ { name: HOST_IP, value: x } ]"), controlPlanes);

        Assert.Equal(["HOST_IP", "CONTROL_PLANE_ENDPOINT"], agent["env"]!.AsArray().Select(variable => (string?)variable!["name"]));
        Assert.Equal(endpoint, (string?)agent["env"]![1]!["value"]);
    }

    [Fact]
    public void It_need_not_have_variables_of_its_own() =>
        Assert.Equal("CONTROL_PLANE_ENDPOINT", (string?)Read("# would you kindly patch this file\n" + Network(string.Empty), 1)["env"]![0]!["name"]);

    [Fact]
    public void Any_other_network_stays_as_it_is() => Assert.Null(Read(Network(string.Empty), 1)["env"]);

    private static JsonNode Read(string text, int controlPlanes)
    {
        var plan = ClusterPlan.Of(new ClusterSpec("demo") { Nodes = new NodeSpec { ControlPlaneCount = controlPlanes } }, KindConfig.Empty);
        var manifests = NodeManifests.Read(text, "/kind/manifests/default-cni.yaml", plan, new YamlManifestReader())!;
        return Assert.Single(manifests).Spec!["template"]!["spec"]!["containers"]![0]!;
    }

    private static string Network(string agent) => $$"""
        kind: DaemonSet
        apiVersion: apps/v1
        metadata: { name: kindnet, namespace: kube-system }
        spec:
          template:
            spec:
              containers:
              - name: agent
                {{agent}}
        """;
}
