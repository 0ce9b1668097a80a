using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.InstalledApplication;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class PackageStatusTests
{
    [Fact]
    public void The_state_of_a_package_is_read_from_its_Applications()
    {
        var status = PackageStatuses.Of(
            Package(Ready().With(("status/operationState/syncResult/resources", """[{"group":"batch","version":"v1","kind":"Job","namespace":"shop","name":"migrate","hookType":"PreSync","hookPhase":"Succeeded","message":"done"}]"""))),
            new PlatformFacts("idp.example", 8443, "https", "demo"));

        Assert.Equal(("shop", "demo", "custom", true, "Synced", "Healthy", "Succeeded"), (status.Name, status.Cluster, status.Type, status.Ready, status.Sync, status.Health, status.Phase));
        Assert.Equal((Commit, "https://argocd.idp.example:8443/applications/argocd/shop", "./shop"), (status.Revision, status.Url, status.Path));
        Assert.Equal(["db", "cache"], status.DependsOn);
        Assert.Equal(new PackageHook("shop", "Job", "shop", "migrate", "PreSync", "Succeeded", "done"), Assert.Single(status.Hooks));
    }

    [Fact]
    public void What_looks_done_and_is_not_says_what_is_pending()
    {
        var again = Ready().With(("metadata/annotations/argocd.argoproj.io~1refresh", "\"normal\""));

        var status = PackageStatuses.Of(Package(again), PlatformFacts.Default);

        Assert.Equal((false, "Synced", "Healthy"), (status.Ready, status.Sync, status.Health));
        Assert.Contains("refresh pending", status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Succeeded", "workflow.argoproj.io/smoke-test created", "")]
    [InlineData("Running", "workflow.argoproj.io/smoke-test created", "workflow.argoproj.io/smoke-test created")]
    [InlineData("Succeeded", "smoke-test created", "smoke-test created")]
    public void A_hook_that_succeeded_does_not_say_that_it_was_created(string phase, string message, string expected)
    {
        var results = $$"""[{"group":"argoproj.io","version":"v1alpha1","kind":"Workflow","namespace":"shop","name":"smoke-test","hookType":"PostSync","hookPhase":"{{phase}}","message":"{{message}}"}]""";

        var status = PackageStatuses.Of(Package(Ready().With(("status/operationState/syncResult/resources", results))), PlatformFacts.Default);

        Assert.Equal(expected, Assert.Single(status.Hooks).Message);
    }

    [Theory]
    [InlineData("Healthy", "Progressing", "Progressing")]
    [InlineData("Progressing", "Degraded", "Degraded")]
    [InlineData("Healthy", "", "")]
    [InlineData("Suspended", "Healthy", "Suspended")]
    public void The_worst_health_of_its_Applications_is_a_packages(string first, string second, string expected)
    {
        var status = PackageStatuses.Of(
            Package(Ready("one").With(("status/health/status", $"\"{first}\"")), Ready("two").With(("status/health/status", $"\"{second}\""))), PlatformFacts.Default);

        Assert.Equal(expected, status.Health);
    }

    [Fact]
    public void Packages_of_the_Go_tool_are_packages_too()
    {
        var core = Ready("argocd").With(("metadata/labels", """{"cnoe.io/package-name":"argocd","cnoe.io/package-type":"core"}"""), ("metadata/annotations", ""));

        var packages = InstalledPackage.All([core, Ready().With(), Ready("free").With(("metadata/labels", ""))]);

        Assert.Equal(["argocd", "shop"], packages.Select(package => package.Name));
    }

    [Fact]
    public void What_an_object_made_hangs_below_it()
    {
        PackageResource[] managed =
        [
            new("shop", "shop", "apps", "Deployment", "shop", "web", "Synced", HealthStatus.Healthy, "", "", "", 0, "", 0),
            new("shop", "shop", "", "ConfigMap", "shop", "web", "Synced", null, "", "", "", 0, "", 0),
        ];
        Manifest[] made =
        [
            Owned("v1", "Pod", "web-1-b", "ReplicaSet", "web-1"), Owned("v1", "Pod", "web-1-a", "ReplicaSet", "web-1"),
            Owned("apps/v1", "ReplicaSet", "web-1", "Deployment", "web"), Owned("v1", "Pod", "stranger", "ReplicaSet", "other"),
        ];

        var tree = PackageResources.Tree(managed, made);

        Assert.Equal(["0 Deployment web", "1 ReplicaSet web-1", "2 Pod web-1-a", "2 Pod web-1-b", "0 ConfigMap web"],
            tree.Select(resource => $"{resource.Depth} {resource.Kind} {resource.Name}"));
        Assert.Equal("ReplicaSet web-1", tree[2].Parent);

        static Manifest Owned(string apiVersion, string kind, string name, string ownerKind, string owner) => new(JsonNode.Parse(
            $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"{{name}}","namespace":"shop","ownerReferences":[{"apiVersion":"apps/v1","kind":"{{ownerKind}}","name":"{{owner}}"}]} }""")!.AsObject());
    }
}
