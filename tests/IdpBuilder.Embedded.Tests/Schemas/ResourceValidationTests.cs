using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Schemas.Validation;
using IdpBuilder.Embedded.Tests.Patching;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Schemas;

public sealed class ResourceValidationTests
{
    private const string Template = "'template': {'metadata': {'labels': {'app': 'a'}}, 'spec': {'containers': [{'name': 'a', 'image': 'i'}]}}";
    private const string Selector = "'selector': {'matchLabels': {'app': 'a'}}";

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "apps/v1", "Deployment", $"{{'spec': {{{Selector}, {Template}}}}}", "" },
        { "apps/v1", "Deployment", $"{{'spec': {{{Template}}}}}", "spec.selector: Required value\nspec.template.metadata.labels: Invalid value: {\"app\":\"a\"}: `selector` does not match template `labels`" },
        { "apps/v1", "Deployment", $"{{'spec': {{'selector': {{}}, {Template}}}}}", "spec.selector: Invalid value: {}: empty selector is invalid for deployment" },
        { "apps/v1", "Deployment", $"{{'spec': {{'selector': {{'matchLabels': {{'app': 'b'}}}}, {Template}}}}}", "spec.template.metadata.labels: Invalid value: {\"app\":\"a\"}: `selector` does not match template `labels`" },
        { "apps/v1", "Deployment", $"{{'spec': {{'selector': {{'matchExpressions': [{{'key': 'app', 'operator': 'In', 'values': ['a', 'b']}}]}}, {Template}}}}}", "" },
        { "apps/v1", "Deployment", $"{{'spec': {{'selector': {{'matchExpressions': [{{'key': 'app', 'operator': 'Exists', 'values': ['a']}}]}}, {Template}}}}}", "spec.selector.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'" },
        { "apps/v1", "Deployment", $"{{'spec': {{'replicas': -1, {Selector}, {Template}}}}}", "spec.replicas: Invalid value: -1: must be greater than or equal to 0" },
        { "apps/v1", "Deployment", $"{{'spec': {{{Selector}, 'strategy': {{'type': 'Recreate', 'rollingUpdate': {{}}}}, {Template}}}}}", "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'" },
        { "apps/v1", "Deployment", $"{{'spec': {{{Selector}, 'strategy': {{'type': 'Sometimes'}}, {Template}}}}}", "spec.strategy.type: Unsupported value: \"Sometimes\": supported values: \"Recreate\", \"RollingUpdate\"" },
        { "apps/v1", "Deployment", $"{{'spec': {{{Selector}, 'template': {{'metadata': {{'labels': {{'app': 'a'}}}}, 'spec': {{'restartPolicy': 'Never', 'containers': [{{'name': 'a', 'image': 'i'}}]}}}}}}}}", "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\"" },
        { "v1", "Pod", "{'spec': {}}", "spec.containers: Required value" },
        { "v1", "Pod", "{'spec': {'containers': [{}]}}", "spec.containers[0].name: Required value\nspec.containers[0].image: Required value" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i'}, {'name': 'a', 'image': 'i'}]}}", "spec.containers[1].name: Duplicate value: \"a\"" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i'}], 'initContainers': [{'name': 'a', 'image': 'i'}]}}", "spec.initContainers[0].name: Duplicate value: \"a\"" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i', 'imagePullPolicy': 'Often'}]}}", "spec.containers[0].imagePullPolicy: Unsupported value: \"Often\": supported values: \"Always\", \"IfNotPresent\", \"Never\"" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i', 'volumeMounts': [{'name': 'v', 'mountPath': '/v'}]}]}}", "spec.containers[0].volumeMounts[0].name: Not found: \"v\"" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i', 'ports': [{'containerPort': 70000}]}]}}", "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i', 'resources': {'requests': {'cpu': '2'}, 'limits': {'cpu': '1500m'}}}]}}", "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1500m" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i', 'livenessProbe': {}}]}}", "spec.containers[0].livenessProbe: Required value: must specify a handler type" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i'}], 'volumes': [{'name': 'v', 'emptyDir': {}, 'secret': {'secretName': 's'}}]}}", "spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type" },
        { "v1", "Pod", "{'spec': {'containers': [{'name': 'a', 'image': 'i', 'env': [{'name': 'A', 'value': 'x', 'valueFrom': {'fieldRef': {'fieldPath': 'metadata.name'}}}]}]}}", "spec.containers[0].env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty" },
        { "v1", "Service", "{'spec': {'type': 'ClusterIP'}}", "spec.ports: Required value" },
        { "v1", "Service", "{'spec': {'type': 'ClusterIP', 'clusterIP': 'None'}}", "" },
        { "v1", "Service", "{'spec': {'type': 'ExternalName'}}", "spec.externalName: Required value" },
        { "v1", "Service", "{'spec': {'type': 'Open', 'ports': [{'port': 80}]}}", "spec.type: Unsupported value: \"Open\": supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"" },
        { "v1", "Service", "{'spec': {'type': 'ClusterIP', 'ports': [{'port': 80, 'protocol': 'TCP'}, {'port': 81, 'protocol': 'TCP'}]}}", "spec.ports[0].name: Required value\nspec.ports[1].name: Required value" },
        { "v1", "Service", "{'spec': {'type': 'ClusterIP', 'ports': [{'name': 'a', 'port': 80, 'protocol': 'TCP'}, {'name': 'b', 'port': 80, 'protocol': 'TCP'}]}}", "spec.ports[1]: Duplicate value: {\"protocol\":\"TCP\",\"port\":80}" },
        { "v1", "Service", "{'spec': {'type': 'ClusterIP', 'ports': [{'port': 80, 'nodePort': 30000}]}}", "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'" },
        { "batch/v1", "Job", "{'spec': {'template': {'spec': {'restartPolicy': 'Always', 'containers': [{'name': 'a', 'image': 'i'}]}}}}", "spec.template.spec.restartPolicy: Unsupported value: \"Always\": supported values: \"Never\", \"OnFailure\"" },
        { "batch/v1", "CronJob", "{'spec': {'schedule': 'x', 'jobTemplate': {'spec': {'template': {'spec': {'restartPolicy': 'Never', 'containers': [{'name': 'a', 'image': 'i'}]}}}}}}", "spec.schedule: Invalid value: \"x\": expected exactly 5 fields, found 1: [x]" },
        { "v1", "PersistentVolumeClaim", "{'spec': {'accessModes': ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}", "" },
        { "v1", "PersistentVolumeClaim", "{'spec': {}}", "spec.accessModes: Required value: at least 1 access mode is required\nspec.resources[storage]: Required value" },
        { "networking.k8s.io/v1", "Ingress", "{'spec': {'rules': [{'host': 'a.b', 'http': {'paths': [{'path': '/', 'backend': {'service': {'name': 's', 'port': {'number': 80}}}}]}}]}}", "spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified" },
        { "networking.k8s.io/v1", "Ingress", "{'spec': {'rules': [{'http': {'paths': [{'path': 'x', 'pathType': 'Prefix', 'backend': {'service': {'name': 's', 'port': {'number': 80}}}}]}}]}}", "spec.rules[0].http.paths[0].path: Invalid value: \"x\": must be an absolute path" },
        { "rbac.authorization.k8s.io/v1", "Role", "{'rules': [{'apiGroups': [''], 'resources': ['pods']}]}", "rules[0].verbs: Required value: verbs must contain at least one value" },
        { "rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "{'roleRef': {'apiGroup': 'rbac.authorization.k8s.io', 'kind': 'Role', 'name': 'r'}}", "roleRef.kind: Unsupported value: \"Role\": supported values: \"ClusterRole\"" },
        { "rbac.authorization.k8s.io/v1", "RoleBinding", "{'roleRef': {'apiGroup': 'rbac.authorization.k8s.io', 'kind': 'Role', 'name': 'r'}, 'subjects': [{'kind': 'ServiceAccount', 'name': 's'}]}", "" },
        { "rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "{'roleRef': {'apiGroup': 'rbac.authorization.k8s.io', 'kind': 'ClusterRole', 'name': 'r'}, 'subjects': [{'kind': 'ServiceAccount', 'name': 's'}]}", "subjects[0].namespace: Required value" },
        { "autoscaling/v2", "HorizontalPodAutoscaler", "{'spec': {'minReplicas': 3, 'maxReplicas': 2, 'scaleTargetRef': {'kind': 'Deployment', 'name': 'd'}}}", "spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`" },
        { "policy/v1", "PodDisruptionBudget", "{'spec': {'minAvailable': 1, 'maxUnavailable': 1}}", "spec: Invalid value: {\"minAvailable\":1,\"maxUnavailable\":1}: minAvailable and maxUnavailable cannot be both set" },
        { "v1", "ConfigMap", "{'data': {'a': 'b'}}", "" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_are_worded_as_by_a_real_server(string apiVersion, string kind, string given, string expected)
    {
        var manifest = Json.Object(given);
        manifest["apiVersion"] = apiVersion;
        manifest["kind"] = kind;
        Assert.Equal(expected, string.Join('\n', ResourceValidation.Validate(new Manifest(manifest))));
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", "{'spec': {'replicas': 'x'}}", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("apps/v1", "Deployment", "{'spec': {'replicas': 1.5}}", "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("apps/v1", "Deployment", "{'spec': {'paused': 'yes'}}", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.paused of type bool")]
    [InlineData("apps/v1", "Deployment", "{'spec': []}", "json: cannot unmarshal array into Go struct field Deployment.spec of type v1.DeploymentSpec")]
    [InlineData("v1", "Pod", "{'spec': {'containers': [{'name': 1}]}}", "json: cannot unmarshal number into Go struct field Container.spec.containers.name of type string")]
    [InlineData("v1", "Pod", "{'spec': {'containers': {}}}", "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container")]
    [InlineData("v1", "ConfigMap", "{'data': {'a': 1}}", "json: cannot unmarshal number into Go struct field ConfigMap.data of type string")]
    [InlineData("v1", "Secret", "{'data': {'a': 'not base64!'}}", "illegal base64 data at input byte 3")]
    [InlineData("v1", "Pod", "{'spec': {'containers': [{'resources': {'limits': {'cpu': 'lots'}}}]}}", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("v1", "Pod", "{'spec': {'containers': [{'resources': {'limits': {'cpu': 1}}}]}}", "")]
    [InlineData("v1", "Pod", "{'metadata': {'deletionTimestamp': 'now'}}", "parsing time \"\\\"now\\\"\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"now\" as \"2006\"")]
    [InlineData("v1", "Service", "{'spec': {'ports': [{'port': 80, 'targetPort': 'http'}, {'port': null}]}}", "")]
    public void A_value_of_a_wrong_type_is_worded_as_by_a_real_server(string apiVersion, string kind, string given, string expected) =>
        Assert.Equal(expected, BuiltInDecoding.FirstMistake(Json.Object(given), SchemaCatalog.Find(GroupVersionKind.Of(apiVersion, kind))!) ?? string.Empty);

    [Theory]
    [InlineData("* * * * *", null)]
    [InlineData("*/5 0-12 1,15 jan-mar MON", null)]
    [InlineData("@daily", null)]
    [InlineData("@sometimes", "unrecognized descriptor: @sometimes")]
    [InlineData("60 * * * *", "end of range (60) above maximum (59): 60")]
    [InlineData("* * 0 * *", "beginning of range (0) below minimum (1): 0")]
    [InlineData("5-1 * * * *", "beginning of range (5) beyond end of range (1): 5-1")]
    [InlineData("*/0 * * * *", "step of range should be a positive number: */0")]
    [InlineData("a * * * *", "failed to parse int from a: strconv.Atoi: parsing \"a\": invalid syntax")]
    [InlineData("* * * *", "expected exactly 5 fields, found 4: [* * * *]")]
    public void Schedules_are_read(string schedule, string? expected) => Assert.Equal(expected, CronSchedule.Fault(schedule));

    [Theory]
    [InlineData("500m", "0.5")]
    [InlineData("1.5Gi", "1610612736")]
    [InlineData("2k", "2000")]
    [InlineData("1e3", "1000")]
    [InlineData("1E", "1000000000000000000")]
    [InlineData("-1", "-1")]
    [InlineData(".5", "0.5")]
    [InlineData("100n", "0.0000001")]
    [InlineData("", null)]
    [InlineData("1gb", null)]
    [InlineData("1 Gi", null)]
    [InlineData("1e99", "79228162514264337593543950335")]
    public void Quantities_are_read(string text, string? expected) =>
        Assert.Equal(expected, Quantity.Read(text)?.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture));
}
