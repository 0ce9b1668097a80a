namespace IdpBuilder.Tests.Http;

public sealed class ObjectTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_created_object_is_stamped_and_can_be_read()
    {
        using var client = new ApiClient();

        var created = (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"},"data":{"k":"v"}}""")).Expect(201);
        var read = (await client.GetAsync(ConfigMaps + "/a")).Expect(200);

        Assert.Equal(created.Text, read.Text);
        Assert.Equal("ConfigMap", read["kind"]);
        Assert.Equal("v1", read["apiVersion"]);
        Assert.Equal("default", read["metadata", "namespace"]);
        Assert.NotEmpty(read["metadata", "uid"]!);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", read["metadata", "creationTimestamp"]);
        Assert.Equal(client.Api.LatestRevision("", "configmaps").ToString(), read["metadata", "resourceVersion"]);
    }

    [Fact]
    public async Task A_missing_object_is_answered_as_upstream_does()
    {
        using var client = new ApiClient();

        var answer = (await client.GetAsync("/api/v1/namespaces/default/pods/x")).Expect(404);

        Assert.Equal("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"pods \"x\" not found","reason":"NotFound","details":{"name":"x","kind":"pods"},"code":404}""", answer.Text);
    }

    [Fact]
    public async Task A_name_that_is_taken_conflicts()
    {
        using var client = new ApiClient();
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(201);

        var answer = (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(409);

        Assert.Equal("AlreadyExists", answer["reason"]);
        Assert.Equal("configmaps \"a\" already exists", answer["message"]);
    }

    [Fact]
    public async Task A_stale_replacement_conflicts()
    {
        using var client = new ApiClient();
        var first = (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(201);
        (await client.PutAsync(ConfigMaps + "/a", """{"metadata":{"name":"a"},"data":{"k":"1"}}""")).Expect(200);

        var stale = await client.PutAsync(
            ConfigMaps + "/a", $$$"""{"metadata":{"name":"a","resourceVersion":"{{{first["metadata", "resourceVersion"]}}}"},"data":{"k":"2"}}""");

        stale.Expect(409);
        Assert.Equal("Conflict", stale["reason"]);
        Assert.Equal(
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again",
            stale["message"]);
    }

    [Fact]
    public async Task A_replacement_that_changes_nothing_makes_no_version()
    {
        using var client = new ApiClient();
        var first = (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"},"data":{"k":"1"}}""")).Expect(201);

        var second = (await client.PutAsync(ConfigMaps + "/a", first.Text)).Expect(200);

        Assert.Equal(first["metadata", "resourceVersion"], second["metadata", "resourceVersion"]);
    }

    [Fact]
    public async Task Names_are_generated_from_prefixes()
    {
        using var client = new ApiClient();

        var one = (await client.PostAsync(ConfigMaps, """{"metadata":{"generateName":"run-"}}""")).Expect(201);
        var two = (await client.PostAsync(ConfigMaps, """{"metadata":{"generateName":"run-"}}""")).Expect(201);

        Assert.Matches("^run-[bcdfghjklmnpqrstvwxz2456789]{5}$", one["metadata", "name"]);
        Assert.NotEqual(one["metadata", "name"], two["metadata", "name"]);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/configmaps", "Not_A_Name", "metadata.name")]
    [InlineData("/api/v1/namespaces", "a.b", "metadata.name")]
    [InlineData("/api/v1/namespaces/default/services", "1a", "metadata.name")]
    [InlineData("/api/v1/namespaces/default/configmaps", "", "metadata.name")]
    public async Task A_name_that_Kubernetes_refuses_is_invalid(string path, string name, string field)
    {
        using var client = new ApiClient();

        var answer = (await client.PostAsync(path, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"ports":[{"port":80}]}}""")).Expect(422);

        Assert.Equal("Invalid", answer["reason"]);
        Assert.Equal(field, answer["details", "causes", "0", "field"]);
    }

    [Fact]
    public async Task A_namespace_must_exist()
    {
        using var client = new ApiClient();

        var answer = (await client.PostAsync("/api/v1/namespaces/nowhere/configmaps", """{"metadata":{"name":"a"}}""")).Expect(404);

        Assert.Equal("namespaces \"nowhere\" not found", answer["message"]);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("Bearer wrong", 401)]
    [InlineData("Basic dG9rZW4=", 401)]
    [InlineData("Bearer " + ApiClient.Token, 200)]
    public async Task The_token_opens_the_cluster(string? authorization, int status)
    {
        using var client = new ApiClient();
        client.Http.DefaultRequestHeaders.Remove("Authorization");
        client.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        (await client.GetAsync("/api/v1/namespaces")).Expect(status);
        (await client.GetAsync("/readyz")).Expect(200);
    }

    [Fact]
    public async Task Deletion_answers_a_status_with_what_is_gone()
    {
        using var client = new ApiClient();
        var created = (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(201);

        var answer = (await client.DeleteAsync(ConfigMaps + "/a")).Expect(200);

        Assert.Equal("Success", answer["status"]);
        Assert.Equal(created["metadata", "uid"], answer["details", "uid"]);
        (await client.GetAsync(ConfigMaps + "/a")).Expect(404);
    }
}
