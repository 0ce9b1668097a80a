using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Tests.Scripted;
using IdpBuilder.Manifests;
using static IdpBuilder.Kubernetes.Tests.Scripted.Documents;
using static IdpBuilder.Kubernetes.Tests.Scripted.ScriptedServer;

namespace IdpBuilder.Kubernetes.Tests.Discovery;

public sealed class DiscoveryTests
{
    private static readonly ResourceReference Widget = new(new GroupVersionKind("x.io", "v1", "Widget"), "demo", "w");

    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task Types_are_read_once_and_anew_when_asked_or_when_one_is_missing()
    {
        var api = _server.Api();
        Assert.Equal(5, (await api.DiscoverAsync(false, default)).Count);
        await api.DiscoverAsync(false, default);
        Assert.Equal(1, _server.Discoveries);

        await api.DiscoverAsync(true, default);
        Assert.Equal(2, _server.Discoveries);

        _server.Off("GET /apis").On("GET /apis", Json(Aggregated(("x.io", "v1", "widgets", "Widget", true))))
            .On("GET /apis/x.io/v1/namespaces/demo/widgets/w", Json(Object("w", 1)));
        Assert.NotNull(await api.GetAsync(Widget, default));
        Assert.Equal(3, _server.Discoveries);
    }

    [Fact]
    public async Task Servers_before_aggregation_are_asked_group_by_group()
    {
        _server.Off("GET /api").Off("GET /apis")
            .On("GET /api", Json("""{"kind":"APIVersions","versions":["v1"]}"""))
            .On("GET /apis", Json("""
                {"kind":"APIGroupList","groups":[
                  {"name":"x.io","versions":[{"groupVersion":"x.io/v2"},{"groupVersion":"x.io/v1"}],"preferredVersion":{"groupVersion":"x.io/v1"}},
                  {"name":"broken.io","versions":[{"groupVersion":"broken.io/v1"}],"preferredVersion":{"groupVersion":"broken.io/v1"}}]}
                """))
            .On("GET /api/v1", Json("""
                {"kind":"APIResourceList","groupVersion":"v1","resources":[
                  {"name":"configmaps","namespaced":true,"kind":"ConfigMap","verbs":["get"],"shortNames":["cm"]},
                  {"name":"pods/log","namespaced":true,"kind":"Pod","verbs":["get"]}]}
                """))
            .On("GET /apis/x.io/v1", Json("""{"groupVersion":"x.io/v1","resources":[{"name":"widgets","namespaced":true,"kind":"Widget","verbs":[]}]}"""))
            .On("GET /apis/x.io/v2", Json("""{"groupVersion":"x.io/v2","resources":[{"name":"widgets","namespaced":true,"kind":"Widget","verbs":[]}]}"""))
            .On("GET /apis/broken.io/v1", Status(503, "ServiceUnavailable", "no endpoints"));
        var api = _server.Api();

        var types = await _server.RunAsync(api.DiscoverAsync(false, default));

        Assert.Equal(["v1/configmaps", "x.io/v1/widgets", "x.io/v2/widgets"], types.Select(type => $"{type.Type.ApiVersion}/{type.Plural}"));
        Assert.Equal("cm", Assert.Single(types[0].ShortNames));
    }

    [Fact]
    public async Task A_type_of_which_the_server_is_down_is_left_out()
    {
        _server.Off("GET /apis").On("GET /apis", Json("""
            {"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"x.io"},"versions":[
              {"version":"v1","freshness":"Stale","resources":[{"resource":"widgets","scope":"Namespaced"}]}]}]}
            """));

        Assert.DoesNotContain(await _server.Api().DiscoverAsync(false, default), type => type.Plural == "widgets");
    }

    [Fact]
    public async Task Those_that_miss_a_type_while_the_cluster_is_asked_share_the_next_answer()
    {
        var slow = new StreamedBody();
        _server.On("GET /apis", Stream(slow), Json(GroupDiscovery));
        var api = _server.Api();
        await api.DiscoverAsync(false, default);
        var first = api.GetAsync(Widget, default);

        var others = Enumerable.Range(0, 50).Select(_ => api.GetAsync(Widget, default)).ToArray();
        slow.Send(GroupDiscovery).End();
        await Task.WhenAll(others.Prepend(first));

        Assert.Equal(3, _server.Discoveries);
    }

    [Theory]
    [InlineData("True", 3)]
    [InlineData("False", 2)]
    public async Task A_type_whose_definition_is_Established_is_awaited_by_a_write_until_discovery_shows_it(string established, int discoveries)
    {
        var definitions = Aggregated(("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false));
        _server.Off("GET /apis")
            .On("GET /apis", Json(definitions), Json(definitions), Json(Aggregated(("x.io", "v1", "widgets", "Widget", true))))
            .On("GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions", Json(List("CustomResourceDefinition", established)))
            .On("POST /apis/x.io/v1/namespaces/demo/widgets", Json(Object("w", 1)));
        var api = _server.Api();
        await api.DiscoverAsync(false, default);

        var write = api.CreateAsync(NewWidget(), WriteOptions.Default, default);

        var failure = await Record.ExceptionAsync(() => _server.RunAsync(write));
        Assert.Equal(established == "True" ? null : "ResourceTypeUnknown", (failure as KubernetesApiException)?.Id);
        Assert.Equal(discoveries, _server.Discoveries);
    }

    private static IdpBuilder.Manifests.Manifest NewWidget() => new(new JsonObject
    {
        ["apiVersion"] = "x.io/v1",
        ["kind"] = "Widget",
        ["metadata"] = new JsonObject { ["name"] = "w", ["namespace"] = "demo" },
    });

    private static string List(string kind, string established) => $$$"""
        {"kind":"{{{kind}}}List","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"widgets.x.io"},
          "spec":{"group":"x.io","names":{"kind":"Widget"},"versions":[{"name":"v1","served":true}]},
          "status":{"conditions":[{"type":"Established","status":"{{{established}}}"}]}}]}
        """;
}
