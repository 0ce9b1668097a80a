using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Tests.Patching;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Schemas;

public sealed class ResourceDefaultsTests
{
    [Theory]
    [InlineData("apps/v1", "Deployment", "{}", "spec/replicas", "1")]
    [InlineData("apps/v1", "Deployment", "{'spec': {'replicas': 0}}", "spec/replicas", "0")]
    [InlineData("apps/v1", "Deployment", "{}", "spec/strategy", "{'type': 'RollingUpdate', 'rollingUpdate': {'maxUnavailable': '25%', 'maxSurge': '25%'}}")]
    [InlineData("apps/v1", "Deployment", "{'spec': {'strategy': {'type': 'Recreate'}}}", "spec/strategy", "{'type': 'Recreate'}")]
    [InlineData("apps/v1", "Deployment", "{}", "spec/progressDeadlineSeconds", "600")]
    [InlineData("apps/v1", "Deployment", "{}", "spec/template/spec", "{'dnsPolicy': 'ClusterFirst', 'restartPolicy': 'Always', 'securityContext': {}, 'terminationGracePeriodSeconds': 30, 'schedulerName': 'default-scheduler'}")]
    [InlineData("apps/v1", "StatefulSet", "{}", "spec/updateStrategy", "{'type': 'RollingUpdate', 'rollingUpdate': {'partition': 0}}")]
    [InlineData("apps/v1", "StatefulSet", "{}", "spec/persistentVolumeClaimRetentionPolicy", "{'whenDeleted': 'Retain', 'whenScaled': 'Retain'}")]
    [InlineData("apps/v1", "StatefulSet", "{'spec': {'volumeClaimTemplates': [{'metadata': {'name': 'd'}}]}}", "spec/volumeClaimTemplates/0/spec/volumeMode", "'Filesystem'")]
    [InlineData("apps/v1", "DaemonSet", "{}", "spec/updateStrategy", "{'type': 'RollingUpdate', 'rollingUpdate': {'maxUnavailable': 1, 'maxSurge': 0}}")]
    [InlineData("batch/v1", "Job", "{}", "spec/completions", "1")]
    [InlineData("batch/v1", "Job", "{'spec': {'parallelism': 2}}", "spec/completions", "null")]
    [InlineData("batch/v1", "Job", "{}", "spec/backoffLimit", "6")]
    [InlineData("batch/v1", "Job", "{'spec': {'template': {'metadata': {'labels': {'a': 'b'}}}}}", "metadata/labels", "{'a': 'b'}")]
    [InlineData("batch/v1", "CronJob", "{}", "spec/concurrencyPolicy", "'Allow'")]
    [InlineData("batch/v1", "CronJob", "{}", "spec/jobTemplate/spec/backoffLimit", "null")]
    [InlineData("batch/v1", "CronJob", "{}", "spec/jobTemplate/spec/template/spec/restartPolicy", "'Always'")]
    [InlineData("v1", "Service", "{'spec': {'ports': [{'port': 80}]}}", "spec/ports/0", "{'port': 80, 'protocol': 'TCP', 'targetPort': 80}")]
    [InlineData("v1", "Service", "{'spec': {'ports': [{'port': 80, 'targetPort': 'http'}]}}", "spec/ports/0/targetPort", "'http'")]
    [InlineData("v1", "Service", "{'spec': {'ports': [{'port': 80, 'targetPort': 0}]}}", "spec/ports/0/targetPort", "80")]
    [InlineData("v1", "Service", "{}", "spec", "{'sessionAffinity': 'None', 'type': 'ClusterIP', 'internalTrafficPolicy': 'Cluster'}")]
    [InlineData("v1", "Service", "{'spec': {'type': 'LoadBalancer'}}", "spec/allocateLoadBalancerNodePorts", "true")]
    [InlineData("v1", "Service", "{'spec': {'sessionAffinity': 'ClientIP'}}", "spec/sessionAffinityConfig", "{'clientIP': {'timeoutSeconds': 10800}}")]
    [InlineData("v1", "Secret", "{}", "type", "'Opaque'")]
    [InlineData("v1", "PersistentVolumeClaim", "{}", "spec/volumeMode", "'Filesystem'")]
    [InlineData("v1", "LimitRange", "{'spec': {'limits': [{'type': 'Container', 'max': {'cpu': '1'}}]}}", "spec/limits/0/defaultRequest", "{'cpu': '1'}")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "{}", "spec/policyTypes", "['Ingress']")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "{'spec': {'egress': [{'ports': [{'port': 53}]}]}}", "spec", "{'egress': [{'ports': [{'port': 53, 'protocol': 'TCP'}]}], 'policyTypes': ['Ingress', 'Egress']}")]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "{'roleRef': {'kind': 'Role', 'name': 'r'}, 'subjects': [{'kind': 'User', 'name': 'u'}, {'kind': 'ServiceAccount', 'name': 's'}]}", "subjects/0/apiGroup", "'rbac.authorization.k8s.io'")]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "{'subjects': [{'kind': 'ServiceAccount', 'name': 's'}]}", "subjects/0/apiGroup", "null")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "{}", "spec/metrics/0/resource/target/averageUtilization", "80")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "{'spec': {'behavior': {}}}", "spec/behavior/scaleDown", "{'selectPolicy': 'Max', 'policies': [{'type': 'Percent', 'value': 100, 'periodSeconds': 15}]}")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "{}", "volumeBindingMode", "'Immediate'")]
    [InlineData("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "{'webhooks': [{}]}", "webhooks/0/reinvocationPolicy", "'Never'")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", "{}", "spec/conversion", "{'strategy': 'None'}")]
    [InlineData("example.io/v1", "Deployment", "{}", "spec", "null")]
    public void Absent_fields_are_filled_in(string apiVersion, string kind, string given, string path, string expected)
    {
        var manifest = Json.Object(given);
        manifest["apiVersion"] = apiVersion;
        manifest["kind"] = kind;
        ResourceDefaults.Apply(new Manifest(manifest));
        Json.Same(expected, At(manifest, path));
        var once = manifest.ToJsonString();
        ResourceDefaults.Apply(new Manifest(manifest));
        Assert.Equal(once, manifest.ToJsonString());
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("nginx:1.25", "IfNotPresent")]
    [InlineData("registry:5000/nginx", "Always")]
    [InlineData("registry:5000/nginx:1", "IfNotPresent")]
    [InlineData("nginx@sha256:abc", "IfNotPresent")]
    [InlineData("nginx:latest@sha256:abc", "IfNotPresent")]
    public void Images_that_may_change_are_always_pulled(string image, string expected) =>
        Json.Same($"'{expected}'", At(Pod($"{{'containers': [{{'name': 'a', 'image': '{image}'}}]}}"), "spec/containers/0/imagePullPolicy"));

    [Theory]
    [InlineData("{'containers': [{'name': 'a', 'livenessProbe': {'httpGet': {'port': 80}}}]}", "spec/containers/0/livenessProbe", "{'httpGet': {'port': 80, 'path': '/', 'scheme': 'HTTP'}, 'timeoutSeconds': 1, 'periodSeconds': 10, 'successThreshold': 1, 'failureThreshold': 3}")]
    [InlineData("{'containers': [{'name': 'a', 'ports': [{'containerPort': 80}]}]}", "spec/containers/0/ports", "[{'containerPort': 80, 'protocol': 'TCP'}]")]
    [InlineData("{'hostNetwork': true, 'containers': [{'name': 'a', 'ports': [{'containerPort': 80}]}]}", "spec/containers/0/ports/0/hostPort", "80")]
    [InlineData("{'containers': [{'name': 'a', 'resources': {'limits': {'cpu': '1', 'memory': '1Gi'}, 'requests': {'cpu': '500m'}}}]}", "spec/containers/0/resources/requests", "{'cpu': '500m', 'memory': '1Gi'}")]
    [InlineData("{'containers': [{'name': 'a', 'env': [{'name': 'X', 'valueFrom': {'fieldRef': {'fieldPath': 'metadata.name'}}}]}]}", "spec/containers/0/env/0/valueFrom/fieldRef/apiVersion", "'v1'")]
    [InlineData("{'volumes': [{'name': 'v'}]}", "spec/volumes/0", "{'name': 'v', 'emptyDir': {}}")]
    [InlineData("{'volumes': [{'name': 'v', 'configMap': {'name': 'c'}}]}", "spec/volumes/0/configMap/defaultMode", "420")]
    [InlineData("{'volumes': [{'name': 'v', 'projected': {'sources': [{'serviceAccountToken': {'path': 't'}}]}}]}", "spec/volumes/0/projected/sources/0/serviceAccountToken/expirationSeconds", "3600")]
    [InlineData("{'serviceAccount': 'old'}", "spec/serviceAccountName", "'old'")]
    [InlineData("{}", "spec/enableServiceLinks", "true")]
    public void Pods_are_filled_in(string spec, string path, string expected) => Json.Same(expected, At(Pod(spec), path));

    [Theory]
    [InlineData("{'spec': 'x'}")]
    [InlineData("{'spec': {'template': 5, 'strategy': []}}")]
    [InlineData("{'spec': {'template': {'spec': {'containers': ['x', null, {'ports': {}, 'env': [1], 'resources': []}], 'volumes': {}}}}}")]
    public void What_is_of_a_wrong_type_is_left_to_validation(string given)
    {
        foreach (var (apiVersion, kind) in new[] { ("apps/v1", "Deployment"), ("v1", "Pod"), ("batch/v1", "Job"), ("v1", "Service"), ("v1", "ReplicationController") })
        {
            var manifest = Json.Object(given);
            manifest["apiVersion"] = apiVersion;
            manifest["kind"] = kind;
            ResourceDefaults.Apply(new Manifest(manifest));
            Assert.True(manifest.ContainsKey("spec"));
        }
    }

    private static JsonObject Pod(string spec)
    {
        var pod = Json.Object($"{{'apiVersion': 'v1', 'kind': 'Pod', 'spec': {spec}}}");
        ResourceDefaults.Apply(new Manifest(pod));
        return pod;
    }

    private static JsonNode? At(JsonNode? node, string path) =>
        path.Split('/').Aggregate(node, (at, name) => at is JsonArray list
            ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
            : at?[name]);
}
