using System.Text;

namespace IdpBuilder.Tests.Http;

/// <summary>What clients ask a server about itself, about users and about what containers printed.</summary>
public sealed class ServerQuestionTests : IDisposable
{
    private const string Authorization = "/apis/authorization.k8s.io/v1";
    private readonly ApiClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("/healthz", "ok")]
    [InlineData("/livez/ping", "ok")]
    [InlineData("/readyz?verbose", "[+]ping ok\nreadyz check passed\n")]
    [InlineData("/readyz?verbose&exclude=ping", "[+]ping excluded: ok\nreadyz check passed\n")]
    public async Task Health_checks_are_texts(string path, string expected) =>
        Assert.Equal(expected, (await _client.GetAsync(path)).Expect(200).Text);

    [Fact]
    public async Task A_check_that_does_not_exist_is_not_healthy() => (await _client.GetAsync("/readyz/etcd")).Expect(404);

    [Theory]
    [InlineData("application/com.github.proto-openapi.spec.v2@v1.0+protobuf")]
    [InlineData("application/com.github.proto-openapi.spec.v2.v1.0+protobuf, application/json")]
    public async Task OpenAPI_of_version_2_comes_as_gnostic_writes_it(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/openapi/v2", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await _client.Http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("application/com.github.proto-openapi.spec.v2.v1.0+protobuf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("\n\u00032.0"u8.ToArray(), bytes[..5]);
        Assert.Contains("io.k8s.api.apps.v1.Deployment", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAPI_of_version_2_is_JSON_for_everybody_else() =>
        Assert.Equal("2.0", (await _client.GetAsync("/openapi/v2", "*/*")).Expect(200)["swagger"]);

    [Theory]
    [InlineData("selfsubjectaccessreviews", "{}", "exactly one of nonResourceAttributes or resourceAttributes must be specified")]
    [InlineData("selfsubjectaccessreviews", """{"resourceAttributes":{},"nonResourceAttributes":{}}""", "cannot be specified in combination with resourceAttributes")]
    [InlineData("subjectaccessreviews", """{"resourceAttributes":{"verb":"get"}}""", "at least one of user or group must be specified")]
    [InlineData("namespaces/default/localsubjectaccessreviews", """{"user":"joe","resourceAttributes":{"namespace":"other"}}""", "must match metadata.namespace")]
    public async Task A_review_that_asks_nothing_is_refused(string resource, string spec, string expected)
    {
        var answer = (await _client.PostAsync($"{Authorization}/{resource}", $$"""{"spec":{{spec}}}""")).Expect(422);

        Assert.Contains(expected, answer["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("selfsubjectaccessreviews", """{"resourceAttributes":{"verb":"get","resource":"pods"}}""", "allowed", "true")]
    [InlineData("selfsubjectaccessreviews", """{"nonResourceAttributes":{"verb":"get","path":"/version"}}""", "allowed", "true")]
    [InlineData("subjectaccessreviews", """{"user":"joe","resourceAttributes":{"verb":"get","resource":"pods"}}""", "allowed", "false")]
    [InlineData("namespaces/default/localsubjectaccessreviews", """{"groups":["system:masters"],"resourceAttributes":{"namespace":"default"}}""", "allowed", "true")]
    [InlineData("selfsubjectrulesreviews", """{"namespace":"default"}""", "incomplete", "false")]
    public async Task Reviews_say_who_may_do_what(string resource, string spec, string field, string expected) =>
        Assert.Equal(expected, (await _client.PostAsync($"{Authorization}/{resource}", $$"""{"spec":{{spec}}}""")).Expect(201)["status", field]);

    [Fact]
    public async Task A_field_that_a_review_does_not_know_is_warned_of()
    {
        var answer = await _client.PostAsync(
            $"{Authorization}/selfsubjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get"},"name":"x"}}""");

        Assert.Equal("299 - \"unknown field \\\"spec.name\\\"\"", Assert.Single(answer.Expect(201).Warnings));
    }

    [Theory]
    [InlineData("sinceSeconds=0", "sinceSeconds: Invalid value: 0: must be greater than 0")]
    [InlineData("tailLines=-1", "tailLines: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("limitBytes=0", "limitBytes: Invalid value: 0: must be greater than 0")]
    [InlineData("sinceSeconds=1&sinceTime=2020-01-01T00:00:00Z", "at most one of `sinceTime` or `sinceSeconds` may be specified")]
    public async Task Options_for_logs_that_mean_nothing_are_refused(string query, string expected)
    {
        await PodAsync("""{"phase":"Running"}""");

        Assert.Contains(expected, (await _client.GetAsync($"/api/v1/namespaces/default/pods/p/log?{query}")).Expect(422)["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_previous_log_is_there_once_a_container_was_restarted()
    {
        await PodAsync("""{"phase":"Running","containerStatuses":[{"name":"c","restartCount":1,"ready":true,"image":"i","imageID":"","state":{"running":{}}}]}""");

        Assert.Equal("hello\n", (await _client.GetAsync("/api/v1/namespaces/default/pods/p/log?previous=true&follow=true")).Expect(200).Text);
    }

    [Theory]
    [InlineData("POST", "/api/v1/namespaces/default/pods/p/exec?command=ls")]
    [InlineData("GET", "/api/v1/namespaces/default/pods/p/portforward")]
    [InlineData("PUT", "/api/v1/namespaces/default/pods/p/proxy/any/path?x=y")]
    public async Task What_needs_a_container_is_refused_with_the_reason(string method, string path)
    {
        await PodAsync("{}");

        var answer = (await _client.SendAsync(new HttpMethod(method), path, (string?)null)).Expect(400);

        Assert.StartsWith("no container runs in an embedded cluster", answer["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    public async Task Namespaces_of_the_cluster_itself_stay(string name)
    {
        var answer = (await _client.DeleteAsync($"/api/v1/namespaces/{name}")).Expect(403);

        Assert.Equal($"namespaces \"{name}\" is forbidden: this namespace may not be deleted", answer["message"]);
    }

    [Theory]
    [InlineData("stdout", "from the Job\n")]
    [InlineData("stdout.c", "from the Job\n")]
    [InlineData("stdout.other", "")]
    public async Task What_a_Job_says_its_Pods_print_is_their_log(string annotation, string log)
    {
        const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
        const string Pods = "/api/v1/namespaces/default/pods";
        var job = (await _client.PostAsync(Jobs, $$$$$"""
            {"metadata":{"name":"j","annotations":{"embedded.idpbuilder.io/{{{{{annotation}}}}}":"from the Job"}},
             "spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}}
            """)).Expect(201);
        (await _client.PostAsync(Pods, $$$"""
            {"metadata":{"name":"p","ownerReferences":[{"apiVersion":"batch/v1","kind":"Job","name":"j","uid":"{{{job["metadata", "uid"]}}}","controller":true}]},
             "spec":{"containers":[{"name":"c","image":"i"}]}}
            """)).Expect(201);
        (await _client.PatchAsync($"{Pods}/p/status", """{"status":{"phase":"Succeeded"}}""", "application/merge-patch+json")).Expect(200);

        Assert.Equal(log, (await _client.GetAsync($"{Pods}/p/log")).Expect(200).Text);
    }

    private async Task PodAsync(string status)
    {
        const string Pods = "/api/v1/namespaces/default/pods";
        (await _client.PostAsync(Pods, """
            {"metadata":{"name":"p","annotations":{"embedded.idpbuilder.io/stdout":"hello"}},"spec":{"containers":[{"name":"c","image":"i"}]}}
            """)).Expect(201);
        (await _client.PatchAsync($"{Pods}/p/status", $$"""{"status":{{status}}}""", "application/merge-patch+json")).Expect(200);
    }
}
