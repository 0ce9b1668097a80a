using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Tests.Scripted;
using IdpBuilder.Manifests;
using static IdpBuilder.Kubernetes.Tests.Scripted.Documents;
using static IdpBuilder.Kubernetes.Tests.Scripted.ScriptedServer;

namespace IdpBuilder.Kubernetes.Tests.Requests;

public sealed class RequestTests
{
    private const string One = "/api/v1/namespaces/demo/configmaps/a";
    private const string All = "/api/v1/namespaces/demo/configmaps";

    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task Apply_sends_json_as_an_apply_patch_with_manager_force_and_dry_run()
    {
        _server.On($"PATCH {One}", Json(Object("a", 7)));

        var applied = await _server.Api("the-token").ApplyAsync(Manifest("a"), new WriteOptions(Force: true, DryRun: true), default);

        var sent = Assert.Single(_server.Received);
        Assert.Equal("application/apply-patch+yaml", sent.MediaType);
        Assert.Equal("fieldManager=idpbuilder&dryRun=All&force=true", sent.Query);
        Assert.Equal("Bearer the-token", sent.Authorization);
        Assert.Equal("a", (string?)JsonNode.Parse(sent.Body)!["metadata"]!["name"]);
        Assert.Equal("7", applied.ResourceVersion);
    }

    [Theory]
    [InlineData(PatchType.Json, "application/json-patch+json", """[{"op":"remove","path":"/data"}]""")]
    [InlineData(PatchType.Merge, "application/merge-patch+json", """{"data":null}""")]
    [InlineData(PatchType.StrategicMerge, "application/strategic-merge-patch+json", """{"data":{"a":"ü<"}}""")]
    public async Task Each_kind_of_patch_has_its_media_type(PatchType type, string mediaType, string body)
    {
        _server.On($"PATCH {One}/status", Json(Object("a", 7)));
        var target = new ResourceReference(ConfigMap, "demo", "a", "status");

        await _server.Api().PatchAsync(target, new ManifestPatch(type, JsonNode.Parse(body)!), WriteOptions.Default, default);

        var sent = Assert.Single(_server.Received);
        Assert.Equal((mediaType, body), (sent.MediaType, sent.Body));
    }

    [Fact]
    public async Task Create_posts_to_the_collection_and_replace_puts_to_the_object()
    {
        _server.On($"POST {All}", Json(Object("a", 1))).On($"PUT {One}/status", Json(Object("a", 2)));

        await _server.Api().CreateAsync(Manifest("a"), WriteOptions.Default, default);
        await _server.Api().ReplaceAsync(Manifest("a"), WriteOptions.ToStatus, default);

        Assert.Equal([$"POST {All}", $"PUT {One}/status"], _server.Received.Select(request => request.Route));
    }

    [Fact]
    public async Task Objects_without_a_namespace_go_where_kubectl_puts_them()
    {
        var namespaced = Manifest("a");
        namespaced.Metadata!.Remove("namespace");
        var clusterWide = new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = "demo", ["namespace"] = "ignored" },
        });
        _server.On("PATCH /api/v1/namespaces/default/configmaps/a", Json(Object("a", 1)))
            .On("PATCH /api/v1/namespaces/demo", Json(Object("a", 1)));

        await _server.Api().ApplyAsync(namespaced, WriteOptions.Default, default);
        await _server.Api().ApplyAsync(clusterWide, WriteOptions.Default, default);

        Assert.Equal(2, _server.Received.Count);
    }

    [Fact]
    public async Task Names_are_escaped_in_paths()
    {
        _server.On("GET /api/v1/namespaces/demo/configmaps/a%3Fb%2Fc", Json(Object("x", 1)));

        Assert.NotNull(await _server.Api().GetAsync(new ResourceReference(ConfigMap, "demo", "a?b/c"), default));
    }

    [Fact]
    public async Task What_does_not_exist_reads_as_null_whether_object_or_type_is_missing()
    {
        var api = _server.Api();

        Assert.Null(await api.GetAsync(new ResourceReference(ConfigMap, "demo", "missing"), default));
        Assert.Null(await api.GetAsync(new ResourceReference(new GroupVersionKind("x.io", "v1", "Unknown"), "demo", "a"), default));
        Assert.False(await api.DeleteAsync(new ResourceReference(ConfigMap, "demo", "missing"), DeletionOptions.Default, default));
    }

    [Fact]
    public async Task An_empty_version_means_the_preferred_one()
    {
        _server.On("GET /apis/argoproj.io/v1alpha1/namespaces/argocd/applications/x", Json(Object("x", 1)));
        var target = new ResourceReference(new GroupVersionKind("argoproj.io", "", "Application"), "argocd", "x");

        Assert.NotNull(await _server.Api().GetAsync(target, default));
    }

    [Fact]
    public async Task Delete_says_propagation_grace_preconditions_and_dry_run()
    {
        _server.On($"DELETE {One}", Json("""{"kind":"Status","status":"Success"}"""));
        var options = new DeletionOptions(DeletionPropagation.Foreground, 5, "the-uid", "42", DryRun: true);

        Assert.True(await _server.Api().DeleteAsync(new ResourceReference(ConfigMap, "demo", "a"), options, default));

        Assert.Equal(
            """{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Foreground","gracePeriodSeconds":5,"preconditions":{"uid":"the-uid","resourceVersion":"42"},"dryRun":["All"]}""",
            Assert.Single(_server.Received).Body);
    }

    [Fact]
    public async Task Lists_are_read_page_by_page_and_their_items_get_their_type_back()
    {
        _server.On($"GET {All}", Json(List(9, "more", Object("a", 1), Object("b", 2))), Json(List(9, "", Object("c", 3))));

        var list = await _server.Api().ListAsync(ConfigMaps with { LabelSelector = "a in (b,c)", FieldSelector = "metadata.name!=x" }, default);

        Assert.Equal(["a", "b", "c"], list.Items.Select(item => item.Name));
        Assert.All(list.Items, item => Assert.Equal(ConfigMap, item.GroupVersionKind));
        Assert.Equal("9", list.ResourceVersion);
        Assert.Equal(
            ["labelSelector=a in (b,c)&fieldSelector=metadata.name!=x&limit=500", "labelSelector=a in (b,c)&fieldSelector=metadata.name!=x&limit=500&continue=more"],
            _server.Received.Select(request => request.Query));
    }

    [Fact]
    public async Task A_list_that_expires_between_pages_is_read_anew_without_mixing_moments()
    {
        _server.On(
            $"GET {All}",
            Json(List(1, "more", Object("old", 1))),
            Status(410, "Expired", "The provided continue parameter is too old"),
            Json(List(9, "", Object("a", 8), Object("b", 9))));

        var list = await _server.Api().ListAsync(ConfigMaps, default);

        Assert.Equal(["a", "b"], list.Items.Select(item => item.Name));
        Assert.Equal(["limit=500", "limit=500&continue=more", ""], _server.Received.Select(request => request.Query));
    }

    [Fact]
    public async Task Listing_a_type_that_is_not_served_is_an_error_that_names_it()
    {
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            _server.Api().ListAsync(new ResourceSelector(new GroupVersionKind("x.io", "v1", "Thing")), default));

        Assert.Equal("ResourceTypeUnknown", failure.Id);
        Assert.Contains("Thing of 'x.io/v1'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_below_a_path_is_reached_below_it()
    {
        _server.On("GET /k8s/clusters/c-1/api", Json(CoreDiscovery)).On("GET /k8s/clusters/c-1/apis", Json(GroupDiscovery))
            .On("GET /k8s/clusters/c-1/api/v1/namespaces/demo/configmaps/a", Json(Object("a", 1)));
        var api = new KubernetesApi(
            IdpBuilder.Kubernetes.Requests.ApiTransport.Through(_server, new Uri("https://rancher.test/k8s/clusters/c-1"), ""), _server.Clock, () => 0);

        Assert.NotNull(await api.GetAsync(new ResourceReference(ConfigMap, "demo", "a"), default));
    }

    [Fact]
    public async Task A_closed_connection_says_so_to_calls_in_flight_and_to_later_ones()
    {
        var body = new StreamedBody();
        _server.On($"GET {One}", Stream(body));
        var api = _server.Api();
        var call = api.GetAsync(new ResourceReference(ConfigMap, "demo", "a"), default);

        await api.DisposeAsync();

        var inFlight = await Assert.ThrowsAsync<KubernetesApiException>(() => call);
        var later = await Assert.ThrowsAsync<KubernetesApiException>(() => api.ListAsync(ConfigMaps, default));
        Assert.Equal(("ApiUnreachable", "ApiUnreachable"), (inFlight.Id, later.Id));
        Assert.Contains("closed", later.Message, StringComparison.Ordinal);
    }
}
