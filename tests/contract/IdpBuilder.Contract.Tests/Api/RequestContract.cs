using System.Net;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>Discovery, and requests that no good client sends.</summary>
public abstract class RequestContract(ApiUnderTest server)
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task The_types_that_packages_use_are_served()
    {
        var types = await server.Api.DiscoverAsync(refresh: true, CancellationToken.None);

        var served = types.Select(type => $"{type.Type.ApiVersion}/{type.Plural}/{(type.Namespaced ? "namespaced" : "cluster")}").ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "v1/pods/namespaced", "v1/namespaces/cluster", "v1/configmaps/namespaced", "v1/secrets/namespaced", "v1/services/namespaced",
                "v1/serviceaccounts/namespaced", "v1/persistentvolumeclaims/namespaced", "v1/events/namespaced", "v1/nodes/cluster",
                "apps/v1/deployments/namespaced", "apps/v1/statefulsets/namespaced", "apps/v1/daemonsets/namespaced", "apps/v1/replicasets/namespaced",
                "batch/v1/jobs/namespaced", "networking.k8s.io/v1/ingresses/namespaced", "networking.k8s.io/v1/networkpolicies/namespaced",
                "rbac.authorization.k8s.io/v1/roles/namespaced", "rbac.authorization.k8s.io/v1/clusterrolebindings/cluster",
                "apiextensions.k8s.io/v1/customresourcedefinitions/cluster", "storage.k8s.io/v1/storageclasses/cluster",
            },
            served);
    }

    [Fact]
    public async Task Types_have_verbs_and_short_names()
    {
        var types = await server.Api.DiscoverAsync(refresh: false, CancellationToken.None);

        var deployments = types.Single(type => type.Type == Objects.DeploymentType);
        Assert.Equal("deploy", Assert.Single(deployments.ShortNames));
        Assert.Superset(new HashSet<string> { "create", "delete", "get", "list", "patch", "update", "watch" }, deployments.Verbs.ToHashSet());
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong-token")]
    public async Task Without_the_right_token_nothing_is_told(string token)
    {
        var (code, status) = await server.SendAsync(HttpMethod.Get, ConfigMaps, token: token);

        Assert.Contains(code, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
        Assert.Equal("Failure", (string?)status["status"]);
    }

    [Theory]
    [InlineData("application/json", "{\"apiVersion\":")]
    [InlineData("application/json", "[1,2]")]
    [InlineData("application/json", "")]
    [InlineData("application/json", """{"apiVersion":"v1","kind":"ConfigMap","metadata":"text"}""")]
    [InlineData("application/json", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":1}}""")]
    [InlineData("application/json", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}""")]
    [InlineData("application/yaml", "a: [")]
    [InlineData("application/yaml", "metadata:\n\tname: a")]
    public async Task A_body_that_is_no_object_of_the_type_is_a_bad_request(string mediaType, string body)
    {
        var (code, status) = await server.SendAsync(HttpMethod.Post, ConfigMaps, body, mediaType);

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (code, (string?)status["reason"]));
    }

    [Fact]
    public async Task Yaml_is_understood_where_json_is()
    {
        var (code, created) = await server.SendAsync(
            HttpMethod.Post, $"{ConfigMaps}?dryRun=All", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-yaml}\ndata: {k: 'yes'}\n", "application/yaml");

        Assert.Equal((HttpStatusCode.Created, "yes"), (code, (string?)created["data"]!["k"]));
    }

    [Theory]
    [InlineData("Strict", HttpStatusCode.BadRequest)]
    [InlineData("Ignore", HttpStatusCode.Created)]
    public async Task Unknown_fields_are_judged_as_asked(string validation, HttpStatusCode expected)
    {
        var (code, answer) = await server.SendAsync(
            HttpMethod.Post, $"{ConfigMaps}?dryRun=All&fieldValidation={validation}", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"unknown-field"},"nonsense":1}""");

        // Versions before 1.25 do not know the question.
        Assert.Equal(await server.MinorAsync() < 25 ? HttpStatusCode.Created : expected, code);
        Assert.Null(answer["nonsense"]);
    }

    [Fact]
    public async Task An_unknown_content_type_is_named_so()
    {
        var (code, status) = await server.SendAsync(HttpMethod.Post, ConfigMaps, "<x/>", "text/xml");

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType"), (code, (string?)status["reason"]));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "large" },
            ["data"] = new JsonObject { ["k"] = new string('x', 4 * 1024 * 1024) },
        };

        var (code, _) = await server.SendAsync(HttpMethod.Post, ConfigMaps, body.ToJsonString());

        Assert.Contains(code, new[] { HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnprocessableEntity });
    }

    [Fact]
    public async Task A_path_that_nobody_serves_is_not_found()
    {
        Assert.Null(await server.Api.GetAsync(new ResourceReference(new GroupVersionKind("nobody.example.com", "v1", "Thing"), "default", "x"), CancellationToken.None));
    }
}
