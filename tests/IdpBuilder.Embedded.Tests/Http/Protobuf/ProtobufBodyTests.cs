using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Http.Protobuf;

namespace IdpBuilder.Tests.Http.Protobuf;

public sealed class ProtobufBodyTests
{
    [Theory]
    [InlineData(KubectlBodies.Secret, """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"s2","namespace":"p"},"data":{"password":"eA=="}}""")]
    [InlineData(KubectlBodies.Deployment, """
        {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d0","namespace":"p","labels":{"app":"d0"}},
         "spec":{"replicas":0,"selector":{"matchLabels":{"app":"d0"}},"strategy":{},
          "template":{"metadata":{"labels":{"app":"d0"}},
           "spec":{"containers":[{"name":"nginx","image":"nginx","ports":[{"containerPort":80}],"resources":{}}]}}},
         "status":{}}
        """)]
    [InlineData(KubectlBodies.Service, """
        {"kind":"Service","apiVersion":"v1","metadata":{"name":"n2","namespace":"p","labels":{"app":"n2"}},
         "spec":{"ports":[{"name":"80-http","protocol":"TCP","port":80,"targetPort":"http"}],"selector":{"app":"n2"},"type":"NodePort"},
         "status":{"loadBalancer":{}}}
        """)]
    [InlineData(KubectlBodies.Quota, """
        {"kind":"ResourceQuota","apiVersion":"v1","metadata":{"name":"q2","namespace":"p"},"spec":{"hard":{"cpu":"500m","pods":"5"}},"status":{}}
        """)]
    [InlineData(KubectlBodies.Budget, """
        {"kind":"PodDisruptionBudget","apiVersion":"policy/v1","metadata":{"name":"p2","namespace":"p"},
         "spec":{"minAvailable":"50%","selector":{"matchLabels":{"app":"web"}}},
         "status":{"disruptionsAllowed":0,"currentHealthy":0,"desiredHealthy":0,"expectedPods":0}}
        """)]
    [InlineData(KubectlBodies.RoleBinding, """
        {"kind":"RoleBinding","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"r2","namespace":"p"},
         "subjects":[{"kind":"ServiceAccount","name":"b","namespace":"a"}],
         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"admin"}}
        """)]
    [InlineData(KubectlBodies.Ingress, """
        {"kind":"Ingress","apiVersion":"networking.k8s.io/v1","metadata":{"name":"i2","namespace":"p"},
         "spec":{"tls":[{"hosts":["foo.com"],"secretName":"x"}],
          "rules":[{"host":"foo.com","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"svc","port":{"number":80}}}}]}}]},
         "status":{"loadBalancer":{}}}
        """)]
    public void What_kubectl_sends_says_the_same_as_its_JSON(string base64, string expected) =>
        AssertJson(expected, ProtobufBody.Read(Convert.FromBase64String(base64)));

    [Fact]
    public void Zero_is_kept_where_it_differs_from_nothing()
    {
        var pod = Wire.Body("v1", "Pod", Wire.Bytes(2, Wire.Text(3, string.Empty), Wire.Number(4, 0), Wire.Number(11, 0), Wire.Number(21, 0)));

        AssertJson("""
            {"kind":"Pod","apiVersion":"v1","spec":{"terminationGracePeriodSeconds":0,"automountServiceAccountToken":false}}
            """, ProtobufBody.Read(pod));
    }

    [Fact]
    public void Messages_that_JSON_does_not_know_are_dissolved_into_their_parent()
    {
        var pod = Wire.Body("v1", "Pod", Wire.Bytes(2, Wire.Bytes(1, Wire.Text(1, "tmp"), Wire.Bytes(2, Wire.Bytes(2)))));

        AssertJson("""{"kind":"Pod","apiVersion":"v1","spec":{"volumes":[{"name":"tmp","emptyDir":{}}]}}""", ProtobufBody.Read(pod));
    }

    [Fact]
    public void Times_and_field_sets_have_their_text()
    {
        var body = Wire.Body(
            "v1", "Event",
            Wire.Bytes(1, Wire.Bytes(8), Wire.Bytes(17, Wire.Text(1, "m"), Wire.Bytes(4, Wire.Number(1, 1_700_000_000)), Wire.Bytes(7, Wire.Text(1, """{"f:x":{}}""")))),
            Wire.Bytes(10, Wire.Number(1, 1_700_000_000), Wire.Number(2, 123_456_789)));

        AssertJson("""
            {"kind":"Event","apiVersion":"v1",
             "metadata":{"managedFields":[{"manager":"m","time":"2023-11-14T22:13:20Z","fieldsV1":{"f:x":{}}}]},
             "eventTime":"2023-11-14T22:13:20.123456Z"}
            """, ProtobufBody.Read(body));
    }

    [Fact]
    public void Lists_in_maps_come_in_a_message_of_their_own()
    {
        var entry = Wire.Bytes(5, Wire.Text(1, "scopes"), Wire.Bytes(2, Wire.Text(1, "a"), Wire.Text(1, "b")));

        AssertJson("""
            {"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"extra":{"scopes":["a","b"]}}}
            """, ProtobufBody.Read(Wire.Body("authorization.k8s.io/v1", "SubjectAccessReview", Wire.Bytes(2, entry))));
    }

    [Fact]
    public void Numbers_may_be_packed()
    {
        byte[] groups = [.. Wire.Varint(1), .. Wire.Varint(70_000)];
        var spec = Wire.Bytes(14, Wire.Bytes(4, groups), Wire.Number(4, 3));

        AssertJson("""
            {"kind":"Pod","apiVersion":"v1","spec":{"securityContext":{"supplementalGroups":[1,70000,3]}}}
            """, ProtobufBody.Read(Wire.Body("v1", "Pod", Wire.Bytes(2, spec))));
    }

    [Fact]
    public void The_schema_of_a_CRD_has_forms_of_its_own()
    {
        var text = Wire.Text(5, "string");
        var schema = Wire.Message(
            Wire.Bytes(8, Wire.Text(1, """{"a":[1]}""")),
            Wire.Double(9, 1.5),
            Wire.Bytes(20, Wire.Text(1, "\"x\"")),
            Wire.Bytes(24, Wire.Bytes(1, text)),
            Wire.Bytes(30, Wire.Number(1, 1)),
            Wire.Bytes(29, Wire.Text(1, "p"), Wire.Bytes(2, Wire.Bytes(30, Wire.Bytes(2, text)), Wire.Bytes(24, Wire.Bytes(2, text), Wire.Bytes(2, text)))),
            Wire.Bytes(32, Wire.Text(1, "d"), Wire.Bytes(2, Wire.Text(2, "e"))));
        var version = Wire.Bytes(7, Wire.Text(1, "v1"), Wire.Bytes(4, Wire.Bytes(1, schema)));

        AssertJson("""
            {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","spec":{"versions":[{"name":"v1","schema":{"openAPIV3Schema":{
              "default":{"a":[1]},"maximum":1.5,"enum":["x"],"items":{"type":"string"},"additionalProperties":true,
              "properties":{"p":{"additionalProperties":{"type":"string"},"items":[{"type":"string"},{"type":"string"}]}},
              "dependencies":{"d":["e"]}}}}]}}
            """, ProtobufBody.Read(Wire.Body("apiextensions.k8s.io/v1", "CustomResourceDefinition", Wire.Bytes(2, version))));
    }

    [Fact]
    public void What_comes_twice_is_merged_and_what_nobody_knows_is_passed_over()
    {
        byte[] group = [(900 << 3 & 0x7F) | 0x80 | 3, 900 >> 4, .. Wire.Number(1, 7), (900 << 3 & 0x7F) | 0x80 | 4, 900 >> 4];
        var body = Wire.Body(
            "v1", "ConfigMap", Wire.Bytes(1, Wire.Text(1, "old")), group, Wire.Text(4000, "?"), Wire.Bytes(1, Wire.Text(1, "a"), Wire.Text(3, "n")));

        AssertJson("""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"n"}}""", ProtobufBody.Read(body));
    }

    [Fact]
    public void Options_are_known_in_every_group() =>
        AssertJson(
            """{"kind":"DeleteOptions","apiVersion":"apps/v1","gracePeriodSeconds":0,"propagationPolicy":"Orphan"}""",
            ProtobufBody.Read(Wire.Body("apps/v1", "DeleteOptions", Wire.Number(1, 0), Wire.Text(4, "Orphan"))));

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "expected prefix", [.. "{}"u8] },
        { "unexpected EOF", Convert.FromBase64String(KubectlBodies.Service)[..^1] },
        { "'Kind' is missing", [.. "k8s\0"u8] },
        { "has a protobuf form", Wire.Body("example.org/v1", "Widget") },
        { "wrong wireType", Wire.Body("v1", "ConfigMap", Wire.Number(1, 1)) },
        { "integer overflow", Wire.Body("v1", "ConfigMap", [.. Enumerable.Repeat((byte)0xFF, 11)]) },
        { "illegal tag", Wire.Body("v1", "ConfigMap", [0, 0]) },
        { "illegal wireType", Wire.Body("v1", "ConfigMap", [0x7F, 0]) },
        { "unexpected EOF", Wire.Body("v1", "ConfigMap", [0x7B]) },
        { "year outside of range", Wire.Body("v1", "ConfigMap", Wire.Bytes(1, Wire.Bytes(8, Wire.Number(1, long.MaxValue)))) },
        { "json parse error", Wire.Body("apps/v1", "ControllerRevision", Wire.Bytes(2, Wire.Text(1, "{"))) },
        { "exceeded max depth", Wire.Body("apiextensions.k8s.io/v1", "CustomResourceDefinition", Wire.Bytes(2, Wire.Bytes(7, Wire.Bytes(4, Wire.Bytes(1, Nested(5000)))))) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_no_body_is_told_apart(string reason, byte[] body) =>
        Assert.Contains(reason, Assert.Throws<ProtobufException>(() => ProtobufBody.Read(body)).Message, StringComparison.Ordinal);

    // A schema whose "not" has a "not", and so on.
    private static byte[] Nested(int depth)
    {
        byte[] schema = [];
        for (var at = 0; at < depth; at++)
        {
            schema = Wire.Bytes(28, schema);
        }

        return schema;
    }

    private static void AssertJson(string expected, JsonObject actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual.ToJsonString())), actual.ToJsonString());
}
