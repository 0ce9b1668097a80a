using IdpBuilder.Health;

namespace IdpBuilder.Core.Tests.Health;

public sealed class ResourceHealthTableTests
{
    [Theory]
    [InlineData("v1", "Service", "{}", HealthStatus.Healthy, "")]
    [InlineData("v1", "Service", "{'spec':{'type':'ClusterIP'}}", HealthStatus.Healthy, "")]
    [InlineData("v1", "Service", "{'spec':{'type':'LoadBalancer'},'status':{'loadBalancer':{}}}", HealthStatus.Progressing, "")]
    [InlineData("v1", "Service", "{'spec':{'type':'LoadBalancer'},'status':{'loadBalancer':{'ingress':[{'ip':'10.0.0.1'}]}}}", HealthStatus.Healthy, "")]
    [InlineData("networking.k8s.io/v1", "Ingress", "{}", HealthStatus.Progressing, "")]
    [InlineData("networking.k8s.io/v1", "Ingress", "{'status':{'loadBalancer':{'ingress':[{}]}}}", HealthStatus.Healthy, "")]
    [InlineData("extensions/v1beta1", "Ingress", "{'status':{'loadBalancer':{'ingress':[]}}}", HealthStatus.Progressing, "")]
    [InlineData("v1", "PersistentVolumeClaim", "{'status':{'phase':'Bound'}}", HealthStatus.Healthy, "")]
    [InlineData("v1", "PersistentVolumeClaim", "{'status':{'phase':'Pending'}}", HealthStatus.Progressing, "")]
    [InlineData("v1", "PersistentVolumeClaim", "{'status':{'phase':'Lost'}}", HealthStatus.Degraded, "")]
    [InlineData("v1", "PersistentVolumeClaim", "{}", HealthStatus.Unknown, "")]
    [InlineData("apiregistration.k8s.io/v1", "APIService", "{}", HealthStatus.Progressing, "Waiting to be processed")]
    [InlineData("apiregistration.k8s.io/v1", "APIService", "{'status':{'conditions':[{'type':'Available','status':'True','reason':'Passed','message':'all checks passed'}]}}", HealthStatus.Healthy, "Passed: all checks passed")]
    [InlineData("apiregistration.k8s.io/v1beta1", "APIService", "{'status':{'conditions':[{'type':'Available','status':'False','reason':'MissingEndpoints','message':'none'}]}}", HealthStatus.Progressing, "MissingEndpoints: none")]
    public void Built_in_kinds_have_their_rules(string apiVersion, string kind, string json, HealthStatus status, string message) =>
        HealthAssertions.Is(status, message, apiVersion, kind, Quoted(json));

    [Theory]
    [InlineData("autoscaling/v2", "{}", HealthStatus.Progressing, "Waiting to Autoscale")]
    [InlineData("autoscaling/v2", "{'status':{'conditions':[{'type':'AbleToScale','status':'True','message':'ready'}]}}", HealthStatus.Healthy, "ready")]
    [InlineData("autoscaling/v2", "{'status':{'conditions':[{'type':'AbleToScale','status':'False','message':'no'},{'type':'ScalingLimited','status':'True','message':'at most'}]}}", HealthStatus.Healthy, "at most")]
    [InlineData("autoscaling/v2", "{'status':{'conditions':[{'type':'AbleToScale','status':'True','message':'ready'},{'type':'ScalingActive','status':'False','reason':'FailedGetResourceMetric','message':'no metrics'}]}}", HealthStatus.Degraded, "no metrics")]
    [InlineData("autoscaling/v2", "{'status':{'conditions':[{'type':'ScalingActive','status':'False','reason':'InvalidSelector','message':'bad'}]}}", HealthStatus.Degraded, "bad")]
    [InlineData("autoscaling/v2", "{'status':{'conditions':[{'type':'AbleToScale','status':'False','reason':'InvalidSelector','message':'other type'}]}}", HealthStatus.Progressing, "Waiting to Autoscale")]
    [InlineData("autoscaling/v1", "{'status':{'conditions':[{'type':'AbleToScale','status':'True','message':'not read'}]}}", HealthStatus.Progressing, "Waiting to Autoscale")]
    [InlineData("autoscaling/v1", "{'metadata':{'annotations':{'autoscaling.alpha.kubernetes.io/conditions':'[]'}}}", HealthStatus.Progressing, "Waiting to Autoscale")]
    [InlineData("autoscaling/v1", "{'metadata':{'annotations':{'autoscaling.alpha.kubernetes.io/conditions':'[{`type`:`AbleToScale`,`status`:`True`,`message`:`ready`}]'}}}", HealthStatus.Healthy, "ready")]
    [InlineData("autoscaling/v1", "{'metadata':{'annotations':{'autoscaling.alpha.kubernetes.io/conditions':'[{`type`:`AbleToScale`,`reason`:`FailedGetScale`,`message`:`gone`}]'}}}", HealthStatus.Degraded, "gone")]
    [InlineData("autoscaling/v1", "{'metadata':{'annotations':{'autoscaling.alpha.kubernetes.io/conditions':'nonsense'}}}", HealthStatus.Unknown, "failed to read HPA: autoscaling.alpha.kubernetes.io/conditions is a text where a list as JSON is expected")]
    public void A_HorizontalPodAutoscaler_scales(string apiVersion, string json, HealthStatus status, string message) =>
        HealthAssertions.Is(status, message, apiVersion, "HorizontalPodAutoscaler", Quoted(json).Replace("`", "\\\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("apps/v1beta1", "Deployment", "unsupported Deployment GVK: apps/v1beta1, Kind=Deployment")]
    [InlineData("autoscaling/v2beta2", "HorizontalPodAutoscaler", "unsupported HPA GVK: autoscaling/v2beta2, Kind=HorizontalPodAutoscaler")]
    [InlineData("v2", "Pod", "unsupported Pod GVK: /v2, Kind=Pod")]
    [InlineData("batch/v1beta1", "Job", "unsupported Job GVK: batch/v1beta1, Kind=Job")]
    public void A_version_that_the_rule_cannot_read_is_Unknown(string apiVersion, string kind, string message) =>
        HealthAssertions.Is(HealthStatus.Unknown, message, apiVersion, kind, "{}");

    [Theory]
    [InlineData("v1", "ConfigMap")]
    [InlineData("v1", "Namespace")]
    [InlineData("batch/v1", "CronJob")]
    [InlineData("argoproj.io/v1alpha1", "WorkflowTemplate")]
    [InlineData("argoproj.io/v1alpha1", "AppProject")]
    [InlineData("serving.knative.dev/v1", "Service")]
    [InlineData("apps/v1", "Pod")]
    [InlineData("v1", "deployment")]
    [InlineData("", "")]
    public void Kinds_without_a_rule_have_no_health(string apiVersion, string kind) =>
        Assert.Null(ResourceHealthTable.Assess(HealthAssertions.Live(apiVersion, kind, "{}")));

    [Theory]
    [InlineData("v1", "ConfigMap")]
    [InlineData("v1", "Pod")]
    [InlineData("apps/v1beta1", "Deployment")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition")]
    public void Whatever_is_being_deleted_is_on_its_way(string apiVersion, string kind) =>
        HealthAssertions.Is(
            HealthStatus.Progressing, "Pending deletion", apiVersion, kind, Quoted("{'metadata':{'deletionTimestamp':'2026-01-01T00:00:00Z','finalizers':['a/b']}}"));

    [Fact]
    public void A_hook_kept_by_its_finalizer_is_judged_by_its_result() =>
        HealthAssertions.Is(
            HealthStatus.Degraded,
            "no",
            "batch/v1",
            "Job",
            Quoted("{'metadata':{'deletionTimestamp':'2026-01-01T00:00:00Z','finalizers':['a/b','argocd.argoproj.io/hook-finalizer']},'status':{'conditions':[{'type':'Failed','message':'no'}]}}"));

    [Theory]
    [InlineData("apps/v1", "Deployment", "{'spec':{'replicas':'three'}}", "failed to read Deployment: spec.replicas is a text where a whole number is expected")]
    [InlineData("apps/v1", "Deployment", "{'spec':{'replicas':1.5}}", "failed to read Deployment: spec.replicas is a number where a whole number is expected")]
    [InlineData("apps/v1", "Deployment", "{'spec':[]}", "failed to read Deployment: spec is a list where an object is expected")]
    [InlineData("apps/v1", "Deployment", "{'spec':{'paused':'yes'}}", "failed to read Deployment: spec.paused is a text where true or false is expected")]
    [InlineData("batch/v1", "Job", "{'status':{'conditions':[{'type':'Failed','message':7}]}}", "failed to read Job: status.conditions[0].message is a number where a text is expected")]
    [InlineData("batch/v1", "Job", "{'status':{'conditions':[{},null]}}", "failed to read Job: status.conditions[1] is missing where an object is expected")]
    [InlineData("batch/v1", "Job", "{'status':{'conditions':{}}}", "failed to read Job: status.conditions is an object where a list is expected")]
    public void What_cannot_be_read_is_Unknown_and_says_where(string apiVersion, string kind, string json, string message) =>
        HealthAssertions.Is(HealthStatus.Unknown, message, apiVersion, kind, Quoted(json));

    [Fact]
    public void Numbers_made_in_the_process_read_like_numbers_from_the_wire()
    {
        var live = HealthAssertions.Live("apps/v1", "Deployment", "{}");
        live.Json["spec"] = new System.Text.Json.Nodes.JsonObject { ["replicas"] = 2 };
        live.Json["status"] = new System.Text.Json.Nodes.JsonObject { ["updatedReplicas"] = 1L };

        Assert.Equal(
            "Waiting for rollout to finish: 1 out of 2 new replicas have been updated...", ResourceHealthTable.Assess(live)!.Message);
    }

    [Fact]
    public void The_users_record_names_the_object()
    {
        var live = HealthAssertions.Live("v1", "Pod", Quoted("{'metadata':{'name':'p','namespace':'n'},'status':{'phase':'Pending'}}"));

        Assert.Equal(new ResourceHealth("Pod", "n", "p", HealthStatus.Progressing, ""), ResourceHealth.Of(live));
        Assert.Null(ResourceHealth.Of(HealthAssertions.Live("v1", "Secret", "{}")).Status);
    }

    private static string Quoted(string json) => json.Replace('\'', '"');
}
