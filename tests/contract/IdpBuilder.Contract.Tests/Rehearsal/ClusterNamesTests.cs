using System.Text.Json.Nodes;
using IdpBuilder.Contract.Tests.Faults;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Platform;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>The platform's names in the configuration of CoreDNS, on a real API server.</summary>
public sealed class ClusterNamesTests(RehearsedOnRealServer cluster) : IClassFixture<RehearsedOnRealServer>, IAsyncDisposable
{
    private const string Plain = ".:53 {\n    errors\n    kubernetes cluster.local in-addr.arpa\n    reload\n}\n";
    private const string Importing = ".:53 {\n    kubernetes cluster.local\n    reload\n    import /etc/coredns/custom/*.override\n}\n";

    private static readonly GroupVersionKind MapType = new(string.Empty, "v1", "ConfigMap");
    private static readonly GroupVersionKind DeploymentType = new("apps", "v1", "Deployment");
    private static readonly PlatformFacts Facts = PlatformFacts.Default;

    private readonly KeptReports _heard = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (cluster.Missing.Length == 0)
        {
            await DeleteAsync(MapType, "coredns");
            await DeleteAsync(MapType, "coredns-custom");
            await DeleteAsync(DeploymentType, "coredns");
        }
    }

    [Fact]
    public async Task They_are_added_once_follow_the_host_and_leave_nothing()
    {
        var names = await NamesAsync(Plain);

        await LeadAsync(names, Facts);
        var first = await MapAsync("coredns");
        await LeadAsync(names, Facts);

        Assert.Contains(@"name regex ^(.*\.)?cnoe\.localtest\.me\.$ ingress-nginx-controller.ingress-nginx.svc.cluster.local answer auto", Text(first), StringComparison.Ordinal);
        Assert.Equal(first!.ResourceVersion, (await MapAsync("coredns"))!.ResourceVersion);
        await LeadAsync(names, Facts with { Host = "idp.test" });
        Assert.Contains(@"idp\.test", Text(await MapAsync("coredns")), StringComparison.Ordinal);
        Assert.DoesNotContain("localtest", Text(await MapAsync("coredns")), StringComparison.Ordinal);
        await names.MakeAsync(await names.FindLeftAsync(Stop), () => names.FindLeftAsync(Stop), Stop);
        Assert.Equal(Plain, Text(await MapAsync("coredns")));
        Assert.Empty(await names.FindLeftAsync(Stop));
        Assert.Empty(_heard.Said);
    }

    [Fact]
    public async Task Where_the_file_is_put_back_its_overrides_are_added_to()
    {
        var names = await NamesAsync(Importing);
        await CreateMapAsync("coredns-custom", "theirs.override", "log");

        await LeadAsync(names, Facts);
        await LeadAsync(names, Facts);

        Assert.Equal(Importing, Text(await MapAsync("coredns")));
        var data = (await MapAsync("coredns-custom"))!.Json.Child("data");
        Assert.Equal("log", data.Text("theirs.override"));
        Assert.StartsWith("rewrite stop {\n", data.Text("idpbuilder.override"), StringComparison.Ordinal);
        await names.MakeAsync(await names.FindLeftAsync(Stop), () => names.FindLeftAsync(Stop), Stop);
        Assert.Equal(["theirs.override"], ((JsonObject)(await MapAsync("coredns-custom"))!.Json["data"]!).Select(entry => entry.Key));
    }

    [Fact]
    public async Task Somebody_who_writes_at_the_same_time_loses_nothing()
    {
        var names = await NamesAsync(Plain);
        var stale = await names.FindAsync(Facts, Stop);
        var body = new JsonObject { ["data"] = new JsonObject { ["Corefile"] = Plain.Replace("errors", "errors\n    ready", StringComparison.Ordinal) } };
        await cluster.Connection.Api.PatchAsync(new ResourceReference(MapType, "kube-system", "coredns"), ManifestPatch.Merge(body), WriteOptions.Default, Stop);

        await names.MakeAsync(stale, () => names.FindAsync(Facts, Stop), Stop);

        Assert.Contains("    ready\n", Text(await MapAsync("coredns")), StringComparison.Ordinal);
        Assert.Contains("rewrite stop", Text(await MapAsync("coredns")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "", "no ConfigMap")]
    [InlineData("import ../coredns-configs/*.conf\n", "", "no block '.'")]
    [InlineData(Plain, "registry.k8s.io/coredns/coredns:v1.7.0", "CoreDNS 1.7.0")]
    public async Task What_cannot_be_done_is_said_with_what_to_add(string? text, string image, string reason)
    {
        var names = await NamesAsync(text);
        if (image.Length > 0)
        {
            await CreateDeploymentAsync(image);
        }

        Assert.Empty(await names.FindAsync(Facts, Stop));

        var warning = Assert.Single(_heard.Said);
        Assert.Contains(reason, warning, StringComparison.Ordinal);
        Assert.Contains(@"rewrite stop { name regex ^(.*\.)?cnoe\.localtest\.me\.$ ingress-nginx-controller.ingress-nginx.svc.cluster.local answer auto }", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry.k8s.io/coredns/coredns:v1.12.1")]
    [InlineData("602401143452.dkr.ecr.eu-west-1.amazonaws.com/eks/coredns:v1.11.4-eksbuild.2")]
    [InlineData("localhost:5000/coredns@sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1")]
    public async Task Any_other_image_will_do(string image)
    {
        var names = await NamesAsync(Plain);
        await CreateDeploymentAsync(image);

        Assert.Single(await names.FindAsync(Facts, Stop));
        Assert.Empty(_heard.Said);
    }

    private async Task<ClusterNames> NamesAsync(string? text)
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        if (text is not null)
        {
            await CreateMapAsync("coredns", "Corefile", text);
        }

        return new ClusterNames(cluster.Connection.Api, _heard);
    }

    private static async Task LeadAsync(ClusterNames names, PlatformFacts facts) =>
        await names.MakeAsync(await names.FindAsync(facts, Stop), () => names.FindAsync(facts, Stop), Stop);

    private Task<Manifest> CreateMapAsync(string name, string key, string text) =>
        CreateAsync("v1", "ConfigMap", name, new JsonObject { ["data"] = new JsonObject { [key] = text } });

    private Task<Manifest> CreateDeploymentAsync(string image) => CreateAsync("apps/v1", "Deployment", "coredns", new JsonObject
    {
        ["spec"] = JsonNode.Parse("""{"replicas":0,"selector":{"matchLabels":{"app":"dns"}},"template":{"metadata":{"labels":{"app":"dns"}},"spec":{"containers":[{"name":"coredns","image":""}]}}}""".Replace("\"image\":\"\"", $"\"image\":\"{image}\"", StringComparison.Ordinal)),
    });

    private Task<Manifest> CreateAsync(string version, string kind, string name, JsonObject json)
    {
        json["apiVersion"] = version;
        json["kind"] = kind;
        json["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "kube-system" };
        return cluster.Connection.Api.CreateAsync(new Manifest(json), WriteOptions.Default, Stop);
    }

    private Task<Manifest?> MapAsync(string name) => cluster.Connection.Api.GetAsync(new ResourceReference(MapType, "kube-system", name), Stop);

    private Task<bool> DeleteAsync(GroupVersionKind type, string name) =>
        cluster.Connection.Api.DeleteAsync(new ResourceReference(type, "kube-system", name), DeletionOptions.Default, CancellationToken.None);

    private static string Text(Manifest? map) => map!.Json.Child("data").Text("Corefile");
}
