using CsCheck;

namespace IdpBuilder.Tests.Http;

public sealed class MalformedRequestTests
{
    private static readonly string[] Paths =
    [
        "/api/v1/namespaces/default/configmaps", "/api/v1/namespaces/default/configmaps/a", "/api/v1/namespaces/default/pods/a/log",
        "/apis/apps/v1/namespaces/default/deployments/a", "/apis/apps/v1/namespaces/default/deployments/a/scale", "/api/v1/namespaces/a",
        "/api/v1/namespaces/default/pods/a/eviction", "/api/v1/namespaces/default/serviceaccounts/a/token", "/api", "/apis", "/apis/apps", "/",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", "/apis/batch/v1/namespaces/default/jobs", "/api/v1/namespaces/default/services",
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/yaml", "application/json-patch+json", "application/merge-patch+json",
        "application/strategic-merge-patch+json", "application/apply-patch+yaml", "text/plain", "",
    ];

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Gen.OneOf("null", "1", "-0.5e3", "true", "\"x\"", "\"\\ud800\"", "[]", "{}", "99999999999999999999")
        : Gen.OneOf(
            Gen.OneOf("null", "7", "\"a\"", "{"),
            inner.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(Names, inner).Array[0, 4].Select(fields => $"{{{string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}"))}}}")));

    private static Gen<string> Names => Gen.OneOf(
        "metadata", "name", "namespace", "labels", "annotations", "ownerReferences", "finalizers", "managedFields", "spec", "status", "data", "kind",
        "apiVersion", "replicas", "selector", "template", "versions", "names", "schema", "openAPIV3Schema", "op", "path", "value", "$patch", "resourceVersion");

    private static readonly Gen<string> Bodies = Gen.OneOf(
        Json,
        Gen.String,
        Json.Select(inner => $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{{{inner}}}}"""),
        Json.Select(inner => $$$"""{"metadata":{{{inner}}}}"""),
        Json.Select(inner => $$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{{{inner}}}}"""),
        Json.Select(inner => $$$"""{"metadata":{"name":"as.b"},"spec":{"group":"b","names":{"plural":"as","kind":"A"},"scope":"Cluster","versions":[{"name":"v1","served":true,"storage":true,"schema":{{{inner}}}}]}}"""));

    private static readonly Gen<string> Queries = Gen.Select(
        Gen.OneOf(
            "", "fieldManager=m", "limit=1", "labelSelector=", "fieldSelector=", "continue=", "resourceVersion=", "dryRun=", "timeoutSeconds=",
            "fieldValidation=Strict&fieldManager=m", "propagationPolicy=", "sendInitialEvents=true&watch=1&timeoutSeconds=1&resourceVersionMatch="),
        Gen.OneOf(Gen.String[0, 8].Select(Uri.EscapeDataString), Gen.OneOf("All", "1", "%", "%zz", "Foreground")),
        (query, value) => query + value);

    [Fact]
    public async Task Whatever_is_sent_the_answer_is_an_object_or_a_Status()
    {
        using var client = new ApiClient();
        var requests = Gen.Select(
            Gen.OneOf("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"), Gen.OneOf(Paths), Queries, Gen.OneOf(Types), Bodies);

        await requests.SampleAsync(async request =>
        {
            var (method, path, query, type, body) = request;
            var answer = await client.SendAsync(
                new HttpMethod(method), $"{path}?{query}", method == "GET" ? null : body, type, "application/json;as=Table;g=meta.k8s.io;v=v1,application/json");

            // Real servers answer 500 to a few bad requests; what nobody foresaw has this reason.
            Assert.True(answer.Status is >= 200 and <= 504 && answer["reason"] != "InternalError", $"{answer.Status} {answer.Text}");
            Assert.True(answer.Text.Length == 0 || answer.Json.ContainsKey("kind") || answer.Json.ContainsKey("paths") || answer.Json.ContainsKey("type"), answer.Text);
        }, iter: 2000, threads: 1);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/configmaps", """{"metadata":""", "application/json", 400)]
    [InlineData("/api/v1/namespaces/default/configmaps", "[]", "application/json", 400)]
    [InlineData("/api/v1/namespaces/default/configmaps", "a: b: c", "application/yaml", 400)]
    [InlineData("/api/v1/namespaces/default/configmaps", "{}", "application/vnd.kubernetes.protobuf", 400)]
    [InlineData("/api/v1/namespaces/default/configmaps", "{}", "application/cbor", 415)]
    [InlineData("/api/v1/namespaces/default/configmaps", """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}""", "application/json", 400)]
    [InlineData("/api/v1/namespaces/default/configmaps", """{"metadata":{"name":"a","namespace":"other"}}""", "application/json", 400)]
    [InlineData("/api/v1/namespaces/default/configmaps", """{"metadata":{"name":"a","labels":{"x":1}}}""", "application/json", 400)]
    [InlineData("/api/v1/namespaces/default/nothings", "{}", "application/json", 404)]
    [InlineData("/api/v1/configmaps", "{}", "application/json", 405)]
    [InlineData("/api/v1/nodes/a/b/c/d/e", "{}", "application/json", 404)]
    public async Task A_wrong_request_has_its_own_status(string path, string body, string type, int status)
    {
        using var client = new ApiClient();

        Assert.Equal("Failure", (await client.PostAsync(path, body, type)).Expect(status)["status"]);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused()
    {
        using var client = new ApiClient();
        var body = $$$"""{"metadata":{"name":"a"},"data":{"k":"{{{new string('x', 3 * 1024 * 1024)}}}"}}""";

        var answer = (await client.PostAsync("/api/v1/namespaces/default/configmaps", body)).Expect(413);

        Assert.Equal("Request entity too large: limit is 3145728", answer["message"]);
    }

    [Fact]
    public async Task A_client_that_accepts_nothing_we_have_is_told_so()
    {
        using var client = new ApiClient();

        Assert.Equal("NotAcceptable", (await client.GetAsync("/api/v1/namespaces", "application/vnd.kubernetes.protobuf")).Expect(406)["reason"]);
    }
}
