using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Comparison;

public sealed class LiveComparisonTests
{
    [Theory]
    [InlineData("equal", """{"spec":{"a":1}}""", """{"spec":{"a":1}}""", false)]
    [InlineData("a value differs", """{"spec":{"a":1}}""", """{"spec":{"a":2}}""", true)]
    [InlineData("a field is missing", """{"spec":{"a":1,"b":"x"}}""", """{"spec":{"a":1}}""", true)]
    [InlineData("the server filled in defaults", """{"spec":{"a":1}}""", """{"spec":{"a":1,"b":{"c":[1]}}}""", false)]
    [InlineData("null is not there", """{"spec":{"a":null}}""", """{"spec":{}}""", false)]
    [InlineData("null is left to the server", """{"spec":{"a":null}}""", """{"spec":{"a":5}}""", false)]
    [InlineData("an empty map is not there", """{"spec":{"a":{}}}""", """{"spec":{}}""", false)]
    [InlineData("an empty list is not there", """{"spec":{"a":[]}}""", """{"spec":{}}""", false)]
    [InlineData("zero values are not there", """{"spec":{"a":false,"b":0,"c":""}}""", """{"spec":{}}""", false)]
    [InlineData("a map with empty values is not there", """{"spec":{"a":{"b":{}}}}""", """{"spec":{}}""", false)]
    [InlineData("numbers are compared as numbers", """{"spec":{"a":1.0}}""", """{"spec":{"a":1}}""", false)]
    [InlineData("a text is no number", """{"spec":{"a":"1"}}""", """{"spec":{"a":1}}""", true)]
    [InlineData("status is not compared", """{"status":{"a":1}}""", """{"status":{"a":2}}""", false)]
    [InlineData("a map is no value", """{"spec":{"a":{"b":1}}}""", """{"spec":{"a":"b"}}""", true)]
    [InlineData("creation time is not compared", """{"metadata":{"creationTimestamp":null,"uid":"x"}}""", """{"metadata":{"uid":"y"}}""", false)]
    [InlineData("other labels are fine", """{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"a":"1","b":"2"}}}""", false)]
    [InlineData("a label differs", """{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"a":"2"}}}""", true)]
    [InlineData("an annotation is missing", """{"metadata":{"annotations":{"a":"1"}}}""", """{"metadata":{}}""", true)]
    [InlineData("a finalizer more is fine", """{"metadata":{"finalizers":["a"]}}""", """{"metadata":{"finalizers":["b","a"]}}""", false)]
    [InlineData("an api version does not count", """{"apiVersion":"apps/v1"}""", """{"apiVersion":"apps/v2"}""", false)]
    public void Applying_changes_only_what_the_manifest_says(string why, string target, string live, bool expected) =>
        Assert.True(expected == LiveComparison.IsModified(Object(target), Object(live)), why);

    [Theory]
    [InlineData("elements are told apart by name", """[{"name":"b","image":"2"},{"name":"a","image":"1"}]""", """[{"name":"a","image":"1"},{"name":"b","image":"2"}]""", false)]
    [InlineData("an element more was injected", """[{"name":"a","image":"1"}]""", """[{"name":"a","image":"1","pullPolicy":"Always"},{"name":"sidecar"}]""", false)]
    [InlineData("an element is missing", """[{"name":"a"},{"name":"b"}]""", """[{"name":"a"}]""", true)]
    [InlineData("an image differs", """[{"name":"a","image":"1"}]""", """[{"name":"a","image":"2"}]""", true)]
    [InlineData("arguments are one value", """[{"name":"a","args":["x"]}]""", """[{"name":"a","args":["x","y"]}]""", true)]
    [InlineData("quantities are compared by amount", """[{"name":"a","resources":{"limits":{"cpu":"1000m","memory":"1Gi"}}}]""", """[{"name":"a","resources":{"limits":{"cpu":"1","memory":"1024Mi"}}}]""", false)]
    [InlineData("a quantity may be a number", """[{"name":"a","resources":{"requests":{"cpu":1}}}]""", """[{"name":"a","resources":{"requests":{"cpu":"1"}}}]""", false)]
    [InlineData("a quantity differs", """[{"name":"a","resources":{"limits":{"cpu":"2"}}}]""", """[{"name":"a","resources":{"limits":{"cpu":"1"}}}]""", true)]
    [InlineData("ports are told apart by number", """[{"name":"a","ports":[{"containerPort":80}]}]""", """[{"name":"a","ports":[{"containerPort":80,"protocol":"TCP"}]}]""", false)]
    public void Lists_of_containers_are_compared_element_by_element(string why, string target, string live, bool expected) =>
        Assert.True(expected == LiveComparison.IsModified(Workload(target), Workload(live)), why);

    [Fact]
    public void Lists_of_a_custom_type_are_compared_in_their_order_with_defaults_inside()
    {
        var target = Custom("""{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""");
        Assert.False(LiveComparison.IsModified(target, Custom("""{"spec":{"containers":[{"name":"a","d":1},{"name":"b"}]}}""")));
        Assert.True(LiveComparison.IsModified(target, Custom("""{"spec":{"containers":[{"name":"b"},{"name":"a"}]}}""")));
        Assert.True(LiveComparison.IsModified(target, Custom("""{"spec":{"containers":[{"name":"a"}]}}""")));
    }

    [Theory]
    [InlineData("""{"spec":{"a":1}}""", true)]
    [InlineData("""{"spec":{"a":1,"gone":2}}""", false)]
    [InlineData("""{"spec":{"a":1,"gone":3}}""", true)]
    public void A_field_that_was_applied_and_is_no_longer_wanted_is_a_difference(string target, bool expected)
    {
        var live = Object("""{"spec":{"a":1,"gone":2,"default":3}}""");
        live.Json["metadata"] = new JsonObject
        {
            ["annotations"] = new JsonObject { [LastApplied.Annotation] = """{"apiVersion":"v1","kind":"X","spec":{"a":1,"gone":2}}""" },
        };

        Assert.Equal(expected, LiveComparison.IsModified(Object(target), live));
    }

    [Theory]
    [InlineData("""{"metadata":{"labels":{"l":"1"}},"spec":{"a":1}}""", true)]
    [InlineData("""{"metadata":{"labels":{"l":"1"}},"spec":{"a":1,"gone":2}}""", false)]
    [InlineData("""{"spec":{"a":1,"gone":2}}""", true)]
    public void A_field_that_server_side_apply_owns_and_is_no_longer_wanted_is_a_difference(string target, bool expected)
    {
        var live = Object("""
            {"metadata":{"labels":{"l":"1"},"managedFields":[{"manager":"argocd-controller","operation":"Apply","fieldsV1":
              {"f:metadata":{"f:labels":{"f:l":{}}},"f:spec":{"f:a":{},"f:gone":{}}}}]},"spec":{"a":1,"gone":2,"default":3}}
            """);
        Assert.Equal(expected, LiveComparison.IsModified(Object(target), live));
    }

    [Theory]
    [InlineData("Apply", "data", false)]
    [InlineData("Update", "data", false)]
    [InlineData("Apply", "other", true)]
    public void What_somebody_else_owns_too_would_stay(string operation, string theirs, bool expected)
    {
        var live = Manifest($$$"""
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"managedFields":[
             {"manager":"argocd-controller","operation":"Apply","fieldsV1":{"f:data":{"f:mine":{},"f:both":{} } } },
             {"manager":"somebody","operation":"{{{operation}}}","fieldsV1":{"f:{{{theirs}}}":{".":{},"f:both":{} } } }]},"data":{"mine":"1","both":"2"} }
            """);

        Assert.Equal(expected, LiveComparison.IsModified(Manifest("""{"apiVersion":"v1","kind":"ConfigMap","data":{"mine":"1"}}"""), live));
    }

    [Fact]
    public void Texts_of_a_secret_that_were_applied_by_the_server_are_there_as_data()
    {
        var live = Manifest("""
            {"apiVersion":"v1","kind":"Secret","metadata":{"managedFields":[
             {"manager":"argocd-controller","operation":"Apply","fieldsV1":{"f:stringData":{"f:p":{}}}}]},"data":{"p":"c2VjcmV0"},"type":"Opaque"}
            """);

        Assert.False(LiveComparison.IsModified(Manifest("""{"apiVersion":"v1","kind":"Secret","stringData":{"p":"secret"}}"""), live));
    }

    [Fact]
    public void The_texts_of_a_secret_are_compared_encoded()
    {
        var target = Manifest("""{"apiVersion":"v1","kind":"Secret","stringData":{"p":"secret"}}""");
        Assert.False(LiveComparison.IsModified(target, Manifest("""{"apiVersion":"v1","kind":"Secret","data":{"p":"c2VjcmV0"},"type":"Opaque"}""")));
        Assert.True(LiveComparison.IsModified(target, Manifest("""{"apiVersion":"v1","kind":"Secret","data":{"p":"b3RoZXI="}}""")));
    }

    [Fact]
    public void The_rules_of_an_aggregated_role_are_the_control_planes()
    {
        var target = Manifest("""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","aggregationRule":{"x":"y"},"rules":[]}""");
        var live = Manifest("""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","aggregationRule":{"x":"y"},"rules":[{"verbs":["get"]}]}""");
        Assert.False(LiveComparison.IsModified(target, live));
    }

    [Theory]
    [InlineData("""{"group":"apps","kind":"Deployment","jsonPointers":["/spec/replicas"]}""", false)]
    [InlineData("""{"group":"*","kind":"*","jsonPointers":["/spec/replicas"]}""", false)]
    [InlineData("""{"group":"apps","kind":"Deployment","name":"web","jsonPointers":["/spec/replicas"]}""", false)]
    [InlineData("""{"group":"apps","kind":"Deployment","name":"other","jsonPointers":["/spec/replicas"]}""", true)]
    [InlineData("""{"group":"apps","kind":"StatefulSet","jsonPointers":["/spec/replicas"]}""", true)]
    [InlineData("""{"group":"apps","kind":"Deployment","jqPathExpressions":[".spec.replicas"]}""", false)]
    [InlineData("""{"group":"apps","kind":"Deployment","jqPathExpressions":[".spec[\"replicas\"]"]}""", false)]
    [InlineData("""{"group":"apps","kind":"Deployment","jqPathExpressions":[".spec.paused"]}""", true)]
    [InlineData("""{"group":"apps","kind":"Deployment","managedFieldsManagers":["scaler"]}""", false)]
    [InlineData("""{"group":"apps","kind":"Deployment","managedFieldsManagers":["other"]}""", true)]
    public void Ignored_parts_are_no_difference(string rule, bool expected)
    {
        var target = Manifest("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":1}}""");
        var live = Manifest("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","managedFields":[
              {"manager":"scaler","operation":"Update","fieldsV1":{"f:spec":{"f:replicas":{}}}}]},"spec":{"replicas":5}}
            """);

        var ignored = IgnoredDifferences.Read(new JsonArray(JsonNode.Parse(rule)));

        Assert.Equal(expected, LiveComparison.IsModified(target, live, ignored));
        Assert.Equal(1, (int?)target.Spec!["replicas"]);
    }

    [Theory]
    [InlineData(".spec.containers[] | select(.name == \"b\") | .image", """{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b"}]}}""")]
    [InlineData(".spec.containers[].image", """{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""")]
    [InlineData(".spec.containers[0]", """{"spec":{"containers":[{"name":"b","image":"2"}]}}""")]
    [InlineData(".spec.containers[-1].image?", """{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b"}]}}""")]
    [InlineData(".spec[\"containers\"]", """{"spec":{}}""")]
    [InlineData(".nothing.there", """{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}}""")]
    public void Simple_jq_paths_are_understood(string expression, string expected)
    {
        var json = JsonNode.Parse("""{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}}""")!;
        JsonPath.OfJq(expression)!.Remove(json);
        Assert.Equal(expected, json.ToJsonString());
    }

    [Theory]
    [InlineData(".spec | del(.x)")]
    [InlineData("to_entries")]
    [InlineData(".a + .b")]
    [InlineData("")]
    public void Other_jq_expressions_are_reported(string expression)
    {
        var ignored = IgnoredDifferences.Read(new JsonArray(new JsonObject { ["kind"] = "X", ["jqPathExpressions"] = new JsonArray(expression) }));
        Assert.Equal([expression], ignored!.Unsupported);
    }

    [Fact]
    public void Respected_parts_keep_the_live_value()
    {
        var target = Manifest("""{"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":1,"paused":true}}""");
        var live = Manifest("""{"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":5,"paused":false},"status":{"x":1}}""");
        var ignored = IgnoredDifferences.Read(new JsonArray(JsonNode.Parse("""{"group":"apps","kind":"Deployment","jsonPointers":["/spec/replicas","/status"]}""")));

        Assert.Equal("""{"paused":true,"replicas":5}""", ignored!.Adopt(target, live).Spec!.ToJsonString());
        Assert.Null(ignored.Adopt(target, live).Status);
    }

    private static Manifest Object(string json) => Manifest(json);

    private static Manifest Custom(string json)
    {
        var manifest = Manifest(json);
        manifest.Json["apiVersion"] = "example.io/v1";
        manifest.Json["kind"] = "Thing";
        return manifest;
    }

    private static Manifest Workload(string containers)
    {
        var manifest = Manifest("""{"apiVersion":"apps/v1","kind":"Deployment","spec":{"template":{"spec":{}}}}""");
        manifest.Spec!["template"]!["spec"]!["containers"] = JsonNode.Parse(containers);
        return manifest;
    }

    private static Manifest Manifest(string json) => new((JsonObject)JsonNode.Parse(json)!);
}
