using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Core.Tests.Health;

public sealed class AppHealthTests
{
    private static readonly ResourceKey Self = new("argoproj.io", "Application", "argocd", "app");

    private static readonly Manifest Failed = Job("failed", "{'type':'Failed','message':'no'}");

    private static readonly Manifest Running = Job("running", "");

    private static readonly Manifest Suspended = Job("suspended", "{'type':'Suspended','status':'True'}");

    private static readonly Manifest Complete = Job("complete", "{'type':'Complete'}");

    public static TheoryData<string, Manifest[], HealthStatus, string> Live => new()
    {
        { "nothing", [], HealthStatus.Healthy, "" },
        { "one healthy", [Complete], HealthStatus.Healthy, "" },
        { "the worst wins", [Running, Failed, Suspended], HealthStatus.Degraded, "Caused by batch/Job:n/failed" },
        { "suspended is better than progressing", [Suspended, Running], HealthStatus.Progressing, "Caused by batch/Job:n/running" },
        { "all of the worst are causes", [Failed, Complete, Failed], HealthStatus.Degraded, "Caused by batch/Job:n/failed, batch/Job:n/failed" },
        { "three causes are named", [Failed, Failed, Failed], HealthStatus.Degraded, "Caused by batch/Job:n/failed, batch/Job:n/failed, batch/Job:n/failed" },
        { "the others are counted", [Failed, Failed, Failed, Failed, Failed], HealthStatus.Degraded, "Caused by batch/Job:n/failed, batch/Job:n/failed, batch/Job:n/failed and 2 more" },
        { "kinds without a rule", [Object("v1", "ConfigMap", "c", "{}"), Complete], HealthStatus.Healthy, "" },
        { "an unreadable object", [Object("v1", "Service", "s", "{'spec':[]}")], HealthStatus.Unknown, "Caused by Service:n/s" },
        { "opted out", [Annotated(Failed, ArgoAnnotations.IgnoreHealthCheck, "true"), Complete], HealthStatus.Healthy, "" },
        { "opted out with another text", [Annotated(Failed, ArgoAnnotations.IgnoreHealthCheck, "yes")], HealthStatus.Degraded, "Caused by batch/Job:n/failed" },
        { "a hook", [Annotated(Failed, ArgoAnnotations.Hook, "PreSync"), Complete], HealthStatus.Healthy, "" },
        { "itself", [Application("app", "argocd", "Degraded")], HealthStatus.Healthy, "" },
        { "a degraded child", [Application("child", "argocd", "Degraded")], HealthStatus.Degraded, "Caused by argoproj.io/Application:argocd/child" },
        { "a namesake elsewhere", [Application("app", "other", "Progressing")], HealthStatus.Progressing, "Caused by argoproj.io/Application:other/app" },
        { "a missing child", [Application("child", "argocd", "Missing")], HealthStatus.Healthy, "" },
        { "an unknown child", [Application("child", "argocd", "Unknown")], HealthStatus.Healthy, "" },
        { "cluster-scoped", [Object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "c", "{'status':{'conditions':[{}]}}", "")], HealthStatus.Degraded, "Caused by apiextensions.k8s.io/CustomResourceDefinition:c" },
    };

    [Theory]
    [MemberData(nameof(Live))]
    public void The_health_is_that_of_the_worst_object_that_counts(string why, Manifest[] live, HealthStatus status, string message)
    {
        var health = AppHealth.Of([.. live.Select(item => new ReconciledResource(item, item))], Self);

        Assert.Equal((why, new HealthVerdict(status, message)), (why, health.Overall));
    }

    [Fact]
    public void Missing_objects_count_only_when_all_are()
    {
        var some = AppHealth.Of([new(Complete, null), new(Complete, Complete)], Self);
        var all = AppHealth.Of([new(Complete, null), new(Failed, null)], Self);
        var allButHook = AppHealth.Of([new(Complete, null), new(null, Annotated(Failed, ArgoAnnotations.Hook, "Sync"))], Self);

        Assert.Equal(new HealthVerdict(HealthStatus.Healthy), some.Overall);
        Assert.Equal([new HealthVerdict(HealthStatus.Missing), new HealthVerdict(HealthStatus.Healthy)], some.Resources);
        Assert.Equal(new HealthVerdict(HealthStatus.Missing), all.Overall);
        Assert.Equal(new HealthVerdict(HealthStatus.Missing), allButHook.Overall);
    }

    [Fact]
    public void A_target_that_is_skipped_does_not_count_as_an_object()
    {
        var health = AppHealth.Of([new(Annotated(Complete, ArgoAnnotations.Hook, "Skip"), null)], Self);

        Assert.Equal(new HealthVerdict(HealthStatus.Healthy), health.Overall);
        Assert.Null(Assert.Single(health.Resources));
    }

    [Fact]
    public void What_is_to_be_pruned_counts_as_long_as_it_lives()
    {
        var health = AppHealth.Of([new(Complete, Complete), new(null, Failed)], Self);

        Assert.Equal(HealthStatus.Degraded, health.Overall.Status);
    }

    private static Manifest Job(string name, string condition) =>
        Object("batch/v1", "Job", name, "{'status':{'conditions':[" + condition + "]}}");

    private static Manifest Application(string name, string inNamespace, string status) =>
        Object("argoproj.io/v1alpha1", "Application", name, "{'status':{'health':{'status':'" + status + "'}}}", inNamespace);

    private static Manifest Object(string apiVersion, string kind, string name, string json, string inNamespace = "n")
    {
        var live = HealthAssertions.Live(apiVersion, kind, json.Replace('\'', '"'));
        live.Json["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = name, ["namespace"] = inNamespace };
        return live;
    }

    private static Manifest Annotated(Manifest manifest, string annotation, string value)
    {
        var copy = manifest.Clone();
        copy.Metadata!["annotations"] = new System.Text.Json.Nodes.JsonObject { [annotation] = value };
        return copy;
    }
}
