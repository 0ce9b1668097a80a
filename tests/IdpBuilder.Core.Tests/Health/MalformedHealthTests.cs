using System.Text.Json.Nodes;
using CsCheck;
using IdpBuilder.Health;

namespace IdpBuilder.Core.Tests.Health;

public sealed class MalformedHealthTests
{
    private static readonly string[] Fields =
    [
        "metadata", "spec", "status", "generation", "observedGeneration", "deletionTimestamp", "finalizers", "annotations",
        "replicas", "paused", "phase", "conditions", "type", "message", "reason", "updateStrategy", "rollingUpdate",
        "containerStatuses", "state", "waiting", "terminated", "exitCode", "loadBalancer", "ingress", "health", "canaryWeight",
        "autoscaling.alpha.kubernetes.io/conditions", "argocd.argoproj.io/hook", "restartPolicy", "lastState",
    ];

    private static readonly string[] Types =
    [
        "apps/v1 Deployment", "apps/v1 StatefulSet", "apps/v1 DaemonSet", "apps/v1 ReplicaSet", "v1 Pod", "v1 Service",
        "v1 PersistentVolumeClaim", "batch/v1 Job", "networking.k8s.io/v1 Ingress", "autoscaling/v1 HorizontalPodAutoscaler",
        "autoscaling/v2 HorizontalPodAutoscaler", "apiregistration.k8s.io/v1 APIService",
        "apiextensions.k8s.io/v1 CustomResourceDefinition", "argoproj.io/v1alpha1 Workflow", "argoproj.io/v1alpha1 CronWorkflow",
        "argoproj.io/v1alpha1 Application", "argoproj.io/v1alpha1 ApplicationSet", "flagger.app/v1beta1 Canary",
        "tekton.dev/v1 PipelineRun", "tekton.dev/v1 TaskRun",
    ];

    private static readonly string[] Leaves =
    [
        "null", "true", "0", "-1", "1e300", "1.5", "\"\"", "\"True\"", "\"Failed\"", "\"Running\"", "\"v1\"", "\"[{}]\"",
    ];

    [Fact]
    public void No_object_however_malformed_makes_the_assessment_fail() =>
        Gen.Select(OneOf(Types), Json(4)).Sample((type, json) =>
        {
            var parts = type.Split(' ');
            var live = HealthAssertions.Live(parts[0], parts[1], json);

            Assert.NotNull(ResourceHealthTable.Assess(live));
        });

    private static Gen<string> OneOf(string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> Json(int depth) =>
        Gen.Select(OneOf(Fields), Value(depth)).Array[0, 6].Select(pairs =>
            "{" + string.Join(",", pairs.DistinctBy(pair => pair.Item1).Select(pair => $"{JsonValue.Create(pair.Item1)!.ToJsonString()}:{pair.Item2}")) + "}");

    private static Gen<string> Value(int depth) => depth == 0
        ? OneOf(Leaves)
        : Gen.Frequency((2, OneOf(Leaves)), (4, Json(depth - 1)), (2, Json(depth - 1).Array[0, 3].Select(items => $"[{string.Join(",", items)}]")));
}
