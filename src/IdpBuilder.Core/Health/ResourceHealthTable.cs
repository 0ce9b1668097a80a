using System.Collections.Frozen;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Health;

/// <summary>Assesses live objects by Argo CD's rules: one rule for each group and kind.</summary>
public static class ResourceHealthTable
{
    private const string Argo = "argoproj.io";
    private const string Tekton = "tekton.dev";

    // Application, PipelineRun and TaskRun have no rule in a bare Argo CD: these are the overrides that its documentation
    // recommends (Application) and that let a hook of these kinds be waited for.
    private static readonly FrozenDictionary<(string Group, string Kind), HealthRule> Rules =
        new Dictionary<(string Group, string Kind), HealthRule>
        {
            [("apps", "Deployment")] = HealthRule.For(DeploymentHealth.Assess, "v1"),
            [("apps", "StatefulSet")] = HealthRule.For(StatefulSetHealth.Assess, "v1"),
            [("apps", "DaemonSet")] = HealthRule.For(DaemonSetHealth.Assess, "v1"),
            [("apps", "ReplicaSet")] = HealthRule.For(ReplicaSetHealth.Assess, "v1"),
            [("", "Pod")] = new HealthRule(PodHealth.Assess, ["v1"]),
            [("", "Service")] = HealthRule.For(ServiceHealth.Assess, "v1"),
            [("", "PersistentVolumeClaim")] = HealthRule.For(PersistentVolumeClaimHealth.Assess, "v1"),
            [("batch", "Job")] = HealthRule.For(JobHealth.Assess, "v1"),
            [("networking.k8s.io", "Ingress")] = HealthRule.Any(IngressHealth.Assess),
            [("extensions", "Ingress")] = HealthRule.Any(IngressHealth.Assess),
            [("autoscaling", "HorizontalPodAutoscaler")] = new HealthRule(HorizontalPodAutoscalerHealth.Assess, ["v1", "v2"], "HPA"),
            [("apiregistration.k8s.io", "APIService")] = HealthRule.For(ApiServiceHealth.Assess, "v1", "v1beta1"),
            [("apiextensions.k8s.io", "CustomResourceDefinition")] = HealthRule.Any(CustomResourceDefinitionHealth.Assess),
            [(Argo, "Workflow")] = HealthRule.Any(WorkflowHealth.Assess),
            [(Argo, "CronWorkflow")] = HealthRule.Any(CronWorkflowHealth.Assess),
            [(Argo, "Application")] = HealthRule.Any(ApplicationHealth.Assess),
            [(Argo, "ApplicationSet")] = HealthRule.Any(ApplicationSetHealth.Assess),
            [("flagger.app", "Canary")] = HealthRule.Any(CanaryHealth.Assess),
            [(Tekton, "PipelineRun")] = HealthRule.Any(PipelineRunHealth.Assess),
            [(Tekton, "TaskRun")] = HealthRule.Any(TaskRunHealth.Assess),
        }.ToFrozenDictionary();

    /// <summary>
    /// The health of an object as it is in the cluster; null for a kind without a rule. Never throws: what cannot be read is
    /// <see cref="HealthStatus.Unknown"/> with the reason.
    /// </summary>
    public static HealthVerdict? Assess(Manifest live)
    {
        if (live.DeletionTimestamp.Length > 0 && !HasHookFinalizer(live))
        {
            return new HealthVerdict(HealthStatus.Progressing, "Pending deletion");
        }

        return Rules.TryGetValue((live.GroupVersionKind.Group, live.Kind), out var rule) ? rule.Apply(live) : null;
    }

    private static bool HasHookFinalizer(Manifest live) =>
        live.Metadata?["finalizers"] is JsonArray finalizers
        && finalizers.Any(item => item is JsonValue value
            && value.TryGetValue(out string? name)
            && name == ArgoAnnotations.HookFinalizer);
}
