using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Tests.Patching;

public sealed class StrategicMergePatchTests
{
    [Theory]
    [InlineData("{'restartPolicy': 'Always'}", "{'restartPolicy': 'Never'}", "{'restartPolicy': 'Never'}")]
    [InlineData("{'restartPolicy': 'Always'}", "{'restartPolicy': null}", "{}")]
    [InlineData("{'nodeSelector': {'a': '1'}}", "{'nodeSelector': {'b': '2'}}", "{'nodeSelector': {'a': '1', 'b': '2'}}")]
    [InlineData("{'nodeSelector': {'a': '1'}}", "{'nodeSelector': {'$patch': 'replace', 'b': '2'}}", "{'nodeSelector': {'b': '2'}}")]
    [InlineData("{'nodeSelector': {'a': '1'}}", "{'nodeSelector': {'$patch': 'delete'}}", "{'nodeSelector': {}}")]
    [InlineData("{}", "{'securityContext': {'runAsUser': 1, 'runAsGroup': null}}", "{'securityContext': {'runAsUser': 1}}")]
    [InlineData("{'containers': [{'name': 'a', 'image': '1'}]}", "{'containers': [{'name': 'a', 'image': '2'}]}", "{'containers': [{'name': 'a', 'image': '2'}]}")]
    [InlineData("{'containers': [{'name': 'a', 'image': '1'}]}", "{'containers': [{'name': 'a', 'tty': true}]}", "{'containers': [{'name': 'a', 'image': '1', 'tty': true}]}")]
    [InlineData("{'containers': [{'name': 'a'}, {'name': 'b'}]}", "{'containers': [{'name': 'c'}]}", "{'containers': [{'name': 'c'}, {'name': 'a'}, {'name': 'b'}]}")]
    [InlineData("{'containers': [{'name': 'a'}, {'name': 'b'}]}", "{'containers': [{'$patch': 'delete', 'name': 'a'}]}", "{'containers': [{'name': 'b'}]}")]
    [InlineData("{'containers': [{'name': 'a'}, {'name': 'b'}]}", "{'containers': [{'$patch': 'replace'}, {'name': 'c'}]}", "{'containers': [{'name': 'c'}]}")]
    [InlineData("{'containers': [{'name': 'a'}]}", "{'containers': null}", "{}")]
    [InlineData("{'containers': [{'name': 'a', 'env': [{'name': 'X', 'value': '1'}]}]}", "{'containers': [{'name': 'a', 'env': [{'name': 'Y', 'value': '2'}]}]}", "{'containers': [{'name': 'a', 'env': [{'name': 'Y', 'value': '2'}, {'name': 'X', 'value': '1'}]}]}")]
    [InlineData("{'containers': [{'name': 'a', 'args': ['x', 'y']}]}", "{'containers': [{'name': 'a', 'args': ['z']}]}", "{'containers': [{'name': 'a', 'args': ['z']}]}")]
    [InlineData("{'tolerations': [{'key': 'a'}]}", "{'tolerations': [{'key': 'b'}]}", "{'tolerations': [{'key': 'b'}]}")]
    [InlineData("{'volumes': [{'name': 'v', 'emptyDir': {}}]}", "{'volumes': [{'name': 'v', '$retainKeys': ['name', 'secret'], 'secret': {'secretName': 's'}}]}", "{'volumes': [{'name': 'v', 'secret': {'secretName': 's'}}]}")]
    [InlineData("{'volumes': [{'name': 'v', 'emptyDir': {}}]}", "{'volumes': [{'name': 'w', '$retainKeys': ['name', 'secret'], 'secret': {'secretName': 's'}}]}", "{'volumes': [{'name': 'w', 'secret': {'secretName': 's'}}, {'name': 'v', 'emptyDir': {}}]}")]
    public void Pods_are_patched_as_by_a_real_server(string target, string patch, string expected)
    {
        var document = Json.Object(target);
        Json.Same(expected, StrategicMergePatch.Apply(document, Json.Object(patch), SchemaCatalog.Type("core.PodSpec")));
        Json.Same(target, document);
    }

    [Theory]
    [InlineData("['b', 'a']", "['b', 'a', 'c']", "['b', 'a', 'c']")]
    [InlineData("['c', 'a', 'b']", "['a', 'b', 'c']", "['c', 'a', 'b']")]
    [InlineData("['a', 'c']", "['a', 'b', 'c']", "['a', 'b', 'c']")]
    public void An_order_is_kept_around_items_it_does_not_name(string order, string live, string expected)
    {
        var patch = $"{{'$setElementOrder/containers': {Named(order)}}}";
        var result = StrategicMergePatch.Apply(
            Json.Object($"{{'containers': {Named(live)}}}"), Json.Object(patch), SchemaCatalog.Type("core.PodSpec"));
        Json.Same(Named(expected), result["containers"]);
    }

    [Fact]
    public void An_item_is_changed_and_ordered_at_once()
    {
        var result = StrategicMergePatch.Apply(
            Json.Object("{'containers': [{'name': 'a', 'image': '1'}, {'name': 'b', 'image': '1'}]}"),
            Json.Object("{'$setElementOrder/containers': [{'name': 'b'}, {'name': 'a'}], 'containers': [{'name': 'b', 'image': '2'}]}"),
            SchemaCatalog.Type("core.PodSpec"));
        Json.Same("{'containers': [{'name': 'b', 'image': '2'}, {'name': 'a', 'image': '1'}]}", result);
    }

    [Theory]
    [InlineData("{'finalizers': ['c']}", "['c', 'a', 'b']")]
    [InlineData("{'finalizers': ['b']}", "['a', 'b']")]
    [InlineData("{'$deleteFromPrimitiveList/finalizers': ['a']}", "['b']")]
    [InlineData("{'$setElementOrder/finalizers': ['c', 'b'], 'finalizers': ['c'], '$deleteFromPrimitiveList/finalizers': ['a']}", "['c', 'b']")]
    public void Sets_of_scalars_are_joined(string patch, string expected) => Json.Same(
        expected,
        StrategicMergePatch.Apply(Json.Object("{'finalizers': ['a', 'b']}"), Json.Object(patch), SchemaCatalog.ObjectMeta)["finalizers"]);

    [Theory]
    [InlineData("{'containers': [{'image': 'x'}]}", 500)]
    [InlineData("{'containers': [{'$patch': 'delete', 'image': 'x'}]}", 500)]
    [InlineData("{'containers': [{'$patch': 'merge', 'name': 'x'}]}", 400)]
    [InlineData("{'$patch': 'guess'}", 500)]
    [InlineData("{'$retainKeys': ['dnsPolicy'], 'restartPolicy': 'Never'}", 400)]
    [InlineData("{'$retainKeys': 'dnsPolicy'}", 400)]
    [InlineData("{'$setElementOrder/containers': [{'name': 'b'}], 'containers': [{'name': 'a'}]}", 400)]
    [InlineData("{'$setElementOrder/containers': 'a'}", 400)]
    public void A_patch_that_contradicts_itself_is_refused(string patch, int code) => Assert.Equal(code, Assert.Throws<PatchException>(() =>
        StrategicMergePatch.Apply(Json.Object("{'containers': [{'name': 'a'}]}"), Json.Object(patch), SchemaCatalog.Type("core.PodSpec"))).Code);

    [Fact]
    public void A_deployments_strategy_drops_what_the_new_one_does_not_know()
    {
        var result = StrategicMergePatch.Apply(
            Json.Object("{'strategy': {'type': 'RollingUpdate', 'rollingUpdate': {'maxSurge': 1}}}"),
            Json.Object("{'strategy': {'$retainKeys': ['type'], 'type': 'Recreate'}}"),
            SchemaCatalog.Type("apps.DeploymentSpec"));
        Json.Same("{'strategy': {'type': 'Recreate'}}", result);
    }

    private static string Named(string names) =>
        "[" + string.Join(", ", Json.Array(names).Select(name => $"{{'name': '{name}'}}")) + "]";
}
