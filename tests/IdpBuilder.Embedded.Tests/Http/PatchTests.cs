namespace IdpBuilder.Tests.Http;

public sealed class PatchTests
{
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    private const string Web = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"selector":{"matchLabels":{"app":"web"}},
        "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"nginx","ports":[{"containerPort":80}]}]}}}}
        """;

    [Fact]
    public async Task Apply_creates_and_then_leaves_alone_what_is_as_applied()
    {
        using var client = new ApiClient();

        var created = (await client.ApplyAsync(Deployments + "/web?fieldManager=me", Web)).Expect(201);
        var again = (await client.ApplyAsync(Deployments + "/web?fieldManager=me", Web)).Expect(200);

        Assert.Equal("1", created["spec", "replicas"]);
        Assert.Equal("RollingUpdate", created["spec", "strategy", "type"]);
        Assert.Equal("me", created["metadata", "managedFields", "0", "manager"]);
        Assert.Equal("Apply", created["metadata", "managedFields", "0", "operation"]);
        Assert.Equal(created["metadata", "resourceVersion"], again["metadata", "resourceVersion"]);
        Assert.Equal("1", again["metadata", "generation"]);
    }

    [Fact]
    public async Task A_field_of_another_manager_conflicts_until_it_is_forced()
    {
        using var client = new ApiClient();
        (await client.ApplyAsync(Deployments + "/web?fieldManager=me", Web)).Expect(201);
        var other = Web.Replace("nginx", "httpd", StringComparison.Ordinal);

        var conflict = (await client.ApplyAsync(Deployments + "/web?fieldManager=other", other)).Expect(409);
        var forced = (await client.ApplyAsync(Deployments + "/web?fieldManager=other&force=true", other)).Expect(200);

        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"me\": .spec.template.spec.containers[name=\"c\"].image", conflict["message"]);
        Assert.Equal("FieldManagerConflict", conflict["details", "causes", "0", "reason"]);
        Assert.Equal("httpd", forced["spec", "template", "spec", "containers", "0", "image"]);
        Assert.Equal("2", forced["metadata", "generation"]);
    }

    [Theory]
    [InlineData("application/merge-patch+json", """{"spec":{"replicas":3}}""")]
    [InlineData("application/json-patch+json", """[{"op":"replace","path":"/spec/replicas","value":3}]""")]
    [InlineData("application/strategic-merge-patch+json", """{"spec":{"replicas":3,"template":{"spec":{"containers":[{"name":"c","image":"nginx"}]}}}}""")]
    public async Task Every_kind_of_patch_changes_the_object(string type, string patch)
    {
        using var client = new ApiClient();
        (await client.PostAsync(Deployments, Web)).Expect(201);

        var patched = (await client.PatchAsync(Deployments + "/web", patch, type)).Expect(200);

        Assert.Equal("3", patched["spec", "replicas"]);
        Assert.Equal("80", patched["spec", "template", "spec", "containers", "0", "ports", "0", "containerPort"]);
    }

    [Fact]
    public async Task The_status_is_written_through_its_own_address_only()
    {
        using var client = new ApiClient();
        (await client.PostAsync(Deployments, Web)).Expect(201);

        var main = (await client.PatchAsync(Deployments + "/web", """{"status":{"replicas":7}}""", "application/merge-patch+json")).Expect(200);
        var part = (await client.PatchAsync(
            Deployments + "/web/status", """{"status":{"replicas":7},"spec":{"replicas":5}}""", "application/merge-patch+json")).Expect(200);

        Assert.Null(main["status", "replicas"]);
        Assert.Equal("7", part["status", "replicas"]);
        Assert.Equal("1", part["spec", "replicas"]);
        Assert.Equal("1", part["metadata", "generation"]);
    }

    [Fact]
    public async Task A_scale_changes_replicas_and_nothing_else()
    {
        using var client = new ApiClient();
        (await client.PostAsync(Deployments, Web)).Expect(201);

        var scale = (await client.PatchAsync(Deployments + "/web/scale", """{"spec":{"replicas":4}}""", "application/merge-patch+json")).Expect(200);
        var refused = (await client.PatchAsync(Deployments + "/web/scale", """{"spec":{"replicas":-1}}""", "application/merge-patch+json")).Expect(422);

        Assert.Equal("Scale", scale["kind"]);
        Assert.Equal("4", scale["spec", "replicas"]);
        Assert.Equal("app=web", scale["status", "selector"]);
        Assert.Equal("4", (await client.GetAsync(Deployments + "/web"))["spec", "replicas"]);
        Assert.Contains("must be greater than or equal to 0", refused["message"]);
    }

    [Fact]
    public async Task A_strict_client_is_told_of_unknown_fields_and_others_are_warned()
    {
        using var client = new ApiClient();
        var body = Web.Replace("\"image\"", "\"imagee\":\"x\",\"image\"", StringComparison.Ordinal);

        var strict = (await client.PostAsync(Deployments + "?fieldValidation=Strict", body)).Expect(400);
        var warned = (await client.PostAsync(Deployments, body)).Expect(201);

        Assert.Equal(
            "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: unknown field \"spec.template.spec.containers[0].imagee\"",
            strict["message"]);
        Assert.Equal(["299 - \"unknown field \\\"spec.template.spec.containers[0].imagee\\\"\""], warned.Warnings);
        Assert.DoesNotContain("imagee", warned.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_a_bad_request()
    {
        using var client = new ApiClient();

        var answer = (await client.PostAsync(Deployments, """{"metadata":{"name":"web"},"spec":{"replicas":"three"}}""")).Expect(400);

        Assert.Equal(
            "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32",
            answer["message"]);
    }

    [Fact]
    public async Task A_dry_run_answers_as_if_and_stores_nothing()
    {
        using var client = new ApiClient();
        var before = client.Api.Revision;

        var answer = (await client.ApplyAsync(Deployments + "/web?fieldManager=me&dryRun=All", Web)).Expect(201);

        Assert.Equal("1", answer["spec", "replicas"]);
        Assert.Equal(before, client.Api.Revision);
        (await client.GetAsync(Deployments + "/web")).Expect(404);
    }
}
