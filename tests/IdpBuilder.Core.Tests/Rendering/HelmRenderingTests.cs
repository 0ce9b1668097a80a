using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;
using static IdpBuilder.Core.Tests.Rendering.PublishedFiles;

namespace IdpBuilder.Core.Tests.Rendering;

/// <summary>What helm is asked for.</summary>
public sealed class HelmRenderingTests
{
    private static readonly RenderRequest Request = new("demo", "argocd", "default", "space");

    private readonly PublishedFiles _files = new();

    [Theory]
    [InlineData("a,b", "a\\,b")]
    [InlineData("a\\,b,c", "a\\,b\\,c")]
    [InlineData("{a,b}", "{a,b}")]
    [InlineData("{a},b", "{a}\\,b")]
    [InlineData("$ARGOCD_APP_NAME,", "demo\\,")]
    public async Task A_parameter_is_one_value_to_helm(string value, string expected)
    {
        _files.Publish(("app/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 0.1.0\n"));
        var programs = new ScriptedPrograms(_ => Map("a"), "helm");
        var parameter = new JsonObject { ["name"] = "p", ["value"] = value };

        await new SourceRenderer(_files, new YamlManifestReader(), programs)
            .RenderAsync([Source(new JsonObject { ["helm"] = new JsonObject { ["parameters"] = new JsonArray(parameter) } }.ToJsonString())], [], Request, afresh: false, TestContext.Current.CancellationToken);

        Assert.Contains($"p={expected}", Assert.Single(programs.Calls));
    }

    [Theory]
    [InlineData("An error occurred while checking for chart dependencies: found in Chart.yaml, but missing in charts/ directory: redis", true)]
    [InlineData("found in requirements.yaml, but missing in charts: redis", true)]
    [InlineData("template: demo/templates/a.yaml:1: unexpected", false)]
    public async Task Charts_that_a_chart_lacks_are_fetched_when_helm_misses_them(string complaint, bool expected)
    {
        _files.Publish(("app/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 0.1.0\n"), ("app/charts/other/Chart.yaml", "apiVersion: v2\nname: other\nversion: 0.1.0\n"));
        var complete = false;
        var programs = new ScriptedPrograms(
            call =>
            {
                complete |= call[1] == "dependency";
                return complete ? Map("a") : throw new RenderingException(complaint);
            },
            "helm");
        var rendering = new SourceRenderer(_files, new YamlManifestReader(), programs)
            .RenderAsync([Source("""{"helm":{}}""")], [], Request, afresh: false, TestContext.Current.CancellationToken);

        if (expected)
        {
            Assert.Equal("a", (await rendering)[0].Manifests.Single().Name);
            Assert.Equal(["template", "dependency", "template"], programs.Calls.Select(call => call[1]));
        }
        else
        {
            await Assert.ThrowsAsync<RenderingException>(() => rendering);
            Assert.Single(programs.Calls);
        }
    }

    [Theory]
    [InlineData("{}", "--kube-version 1.33.2 --api-versions apps/v1 --api-versions apps/v1/Deployment --api-versions v1 --api-versions v1/Pod")]
    [InlineData("""{"kubeVersion":"v1.30.1+k3s1"}""", "--kube-version 1.30.1 --api-versions apps/v1 --api-versions apps/v1/Deployment --api-versions v1 --api-versions v1/Pod")]
    [InlineData("""{"apiVersions":["demo/v1"]}""", "--kube-version 1.33.2 --api-versions demo/v1")]
    public async Task A_chart_sees_the_cluster_unless_the_application_says_otherwise(string helm, string expected)
    {
        _files.Publish(("app/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 0.1.0\n"));
        var programs = new ScriptedPrograms(_ => Map("a"), "helm");
        var request = Request with { Server = new ServerCapabilities("v1.33.2-eks-1", [Served("v1", "Pod"), Served("apps/v1", "Deployment")]) };

        await new SourceRenderer(_files, new YamlManifestReader(), programs)
            .RenderAsync([Source($$"""{"helm":{{helm}}}""")], [], request, afresh: false, TestContext.Current.CancellationToken);

        Assert.EndsWith(expected, string.Join(' ', Assert.Single(programs.Calls)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_is_rendered_anew_when_the_cluster_has_learned_a_type()
    {
        _files.Publish(("app/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 0.1.0\n"));
        var programs = new ScriptedPrograms(_ => Map("a"), "helm");
        var renderer = new SourceRenderer(_files, new YamlManifestReader(), programs);
        foreach (var types in new ApiResource[][] { [Served("v1", "Pod")], [Served("v1", "Pod")], [Served("v1", "Pod"), Served("demo/v1", "Thing")] })
        {
            var request = Request with { Server = new ServerCapabilities("v1.33.2", types) };
            await renderer.RenderAsync([Source("""{"helm":{}}""")], [], request, afresh: false, TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, programs.Calls.Count);
    }

    private static ApiResource Served(string apiVersion, string kind) => new(GroupVersionKind.Of(apiVersion, kind), kind, Namespaced: true, [], []);
}
