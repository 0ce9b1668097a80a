using System.Text.Json.Nodes;

namespace IdpBuilder.Docker.Kubeadm;

public sealed class KubeadmPatchTests
{
    private const string Old = """{"apiVersion":"kubeadm.k8s.io/v1beta3","kind":"InitConfiguration","nodeRegistration":{"kubeletExtraArgs":{"node-ip":"1","x":"1"}}}""";
    private const string New = """{"apiVersion":"kubeadm.k8s.io/v1beta4","kind":"InitConfiguration","nodeRegistration":{"kubeletExtraArgs":[{"name":"node-ip","value":"1"},{"name":"x","value":"1"}]}}""";
    private const string Kubelet = """{"apiVersion":"kubelet.config.k8s.io/v1beta1","kind":"KubeletConfiguration","failSwapOn":false}""";

    [Theory]
    [InlineData(Old, """{"kind":"InitConfiguration","nodeRegistration":{"kubeletExtraArgs":{"x":"2","y":"3"}}}""", """{"node-ip":"1","x":"2","y":"3"}""")]
    [InlineData(New, """{"kind":"InitConfiguration","nodeRegistration":{"kubeletExtraArgs":{"x":"2","y":"3"}}}""", """[{"name":"node-ip","value":"1"},{"name":"x","value":"2"},{"name":"y","value":"3"}]""")]
    [InlineData(Old, """{"kind":"InitConfiguration","nodeRegistration":{"kubeletExtraArgs":[{"name":"x","value":"2"}]}}""", """{"node-ip":"1","x":"2"}""")]
    [InlineData(New, """{"apiVersion":"kubeadm.k8s.io/v1beta3","kind":"InitConfiguration","nodeRegistration":{"kubeletExtraArgs":{"x":"2"}}}""", """[{"name":"node-ip","value":"1"},{"name":"x","value":"2"}]""")]
    [InlineData(New, """{"apiVersion":"kubeadm.k8s.io/v1beta4","kind":"InitConfiguration","nodeRegistration":{"kubeletExtraArgs":[{"name":"x","value":"2"},{"name":"x","value":"3"}]}}""", """[{"name":"node-ip","value":"1"},{"name":"x","value":"2"},{"name":"x","value":"3"}]""")]
    [InlineData(New, """{"kind":"JoinConfiguration","nodeRegistration":{"kubeletExtraArgs":{"x":"2"}}}""", """[{"name":"node-ip","value":"1"},{"name":"x","value":"1"}]""")]
    public void Arguments_are_merged_by_name_in_the_form_of_the_document(string document, string patch, string arguments)
    {
        var patched = Apply(document, patch);

        Assert.Equal(arguments, patched["nodeRegistration"]!["kubeletExtraArgs"]!.ToJsonString());
        Assert.Equal(JsonNode.Parse(document)!["apiVersion"]!.ToJsonString(), patched["apiVersion"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"kind":"KubeletConfiguration","failSwapOn":true,"maxPods":5}""", """{"apiVersion":"kubelet.config.k8s.io/v1beta1","kind":"KubeletConfiguration","failSwapOn":true,"maxPods":5}""")]
    [InlineData("""{"kind":"KubeletConfiguration","failSwapOn":null}""", """{"apiVersion":"kubelet.config.k8s.io/v1beta1","kind":"KubeletConfiguration"}""")]
    [InlineData("""{"apiVersion":"other.io/v1","kind":"KubeletConfiguration","failSwapOn":true}""", Kubelet)]
    public void Other_fields_are_merged_as_they_are(string patch, string expected) => Assert.Equal(expected, Apply(Kubelet, patch).ToJsonString());

    [Fact]
    public void Arguments_of_components_are_found_wherever_they_stand()
    {
        var document = """{"apiVersion":"kubeadm.k8s.io/v1beta4","kind":"ClusterConfiguration","apiServer":{"certSANs":["a"]}}""";

        var patched = Apply(document, """{"kind":"ClusterConfiguration","apiServer":{"extraArgs":{"v":"4"}},"scheduler":{"extraArgs":{"v":"5"}}}""");

        Assert.Equal("""{"certSANs":["a"],"extraArgs":[{"name":"v","value":"4"}]}""", patched["apiServer"]!.ToJsonString());
        Assert.Equal("""{"extraArgs":[{"name":"v","value":"5"}]}""", patched["scheduler"]!.ToJsonString());
    }

    private static JsonObject Apply(string document, string patch) => KubeadmPatch.Apply(JsonNode.Parse(document)!.AsObject(), [JsonNode.Parse(patch)!.AsObject()]);
}
