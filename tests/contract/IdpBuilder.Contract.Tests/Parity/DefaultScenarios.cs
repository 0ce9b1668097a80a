namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>What a server fills in.</summary>
internal static class DefaultScenarios
{
    private const string Core = "/api/v1/namespaces/{ns}";
    private const string Apps = "/apis/apps/v1/namespaces/{ns}";
    private const string Template = """{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"nginx"}]}}""";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Create("a Deployment", $"{Apps}/deployments", $$$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{{{{{Template}}}}}}}"""),
        Scenario.Create("a Deployment that is recreated", $"{Apps}/deployments", $$$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"strategy":{"type":"Recreate"},"selector":{"matchLabels":{"a":"b"}},"template":{{{{{Template}}}}}}}"""),
        Scenario.Create("a StatefulSet", $"{Apps}/statefulsets", $$$$$"""{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"s"},"spec":{"serviceName":"s","selector":{"matchLabels":{"a":"b"}},"template":{{{{{Template}}}}},"volumeClaimTemplates":[{"metadata":{"name":"v"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]}}"""),
        Scenario.Create("a DaemonSet", $"{Apps}/daemonsets", $$$$$"""{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{{{{{Template}}}}}}}"""),
        Scenario.Create("a ReplicaSet", $"{Apps}/replicasets", $$$$$"""{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"r"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{{{{{Template}}}}}}}"""),
        Scenario.Create("a Job", "/apis/batch/v1/namespaces/{ns}/jobs", """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"j"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"nginx:1"}]}}}}"""),
        Scenario.Create("a Pod with every kind of probe and volume", $"{Core}/pods", """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"nginx:latest","ports":[{"containerPort":80}],
             "env":[{"name":"E","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],
             "livenessProbe":{"httpGet":{"port":80}},"readinessProbe":{"tcpSocket":{"port":"web"}},"startupProbe":{"exec":{"command":["a"]}},
             "lifecycle":{"preStop":{"httpGet":{"port":1}}},"resources":{"limits":{"cpu":"100m"}}}],
             "initContainers":[{"name":"i","image":"busybox:1"}],
             "volumes":[{"name":"cm","configMap":{"name":"x"}},{"name":"s","secret":{"secretName":"x"}},{"name":"e","emptyDir":{}},{"name":"h","hostPath":{"path":"/x"}},
              {"name":"d","downwardAPI":{"items":[{"path":"l","fieldRef":{"fieldPath":"metadata.labels"}}]}}]}}
            """),
        Scenario.Create("a Pod of the host's network", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"hostNetwork":true,"containers":[{"name":"c","image":"a:5000/b@sha256:0123456789012345678901234567890123456789012345678901234567890123","ports":[{"containerPort":80}]}]}}"""),
        Scenario.Create("a Service", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"selector":{"a":"b"},"ports":[{"port":80}]}}"""),
        Scenario.Create("a Service of node ports", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[{"name":"a","port":80,"targetPort":"web"},{"name":"b","port":81,"protocol":"UDP"}]}}"""),
        Scenario.Create("a Service with a load balancer", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"type":"LoadBalancer","externalTrafficPolicy":"Cluster","sessionAffinity":"ClientIP","ports":[{"port":80}]}}"""),
        Scenario.Create("a Service without an address", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"clusterIP":"None","selector":{"a":"b"}}}"""),
        Scenario.Create("a Service elsewhere", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"type":"ExternalName","externalName":"example.com"}}"""),
        Scenario.Create("an Ingress", "/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses", """{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"i"},"spec":{"rules":[{"host":"a.b","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"s","port":{"number":80}}}}]}}]}}"""),
        Scenario.Create("a NetworkPolicy", "/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies", """{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"n"},"spec":{"podSelector":{},"egress":[{"ports":[{"port":53}]}]}}"""),
        Scenario.Create("a PersistentVolumeClaim", $"{Core}/persistentvolumeclaims", """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"p"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}"""),
        Scenario.Create("a Node", "/api/v1/nodes?dryRun=All", """{"apiVersion":"v1","kind":"Node","metadata":{"name":"{ns}"},"spec":{"podCIDR":"10.1.0.0/16"}}"""),
        Scenario.Create("a Secret of text", $"{Core}/secrets", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"stringData":{"a":"b"},"data":{"c":"ZA=="}}"""),
        Scenario.Create("a ConfigMap of bytes", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"binaryData":{"a":"/w=="},"immutable":true}"""),
        Scenario.Create("a RoleBinding", "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings", """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"r"},"roleRef":{"kind":"ClusterRole","name":"view"},"subjects":[{"kind":"ServiceAccount","name":"x","namespace":"{ns}"},{"kind":"User","name":"y"}]}"""),
        Scenario.Create("a HorizontalPodAutoscaler", "/apis/autoscaling/v1/namespaces/{ns}/horizontalpodautoscalers", """{"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"h"},"spec":{"maxReplicas":3,"scaleTargetRef":{"kind":"Deployment","name":"d","apiVersion":"apps/v1"}}}"""),
        Scenario.Create("a ResourceQuota and a null", $"{Core}/resourcequotas", """{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"q","labels":null},"spec":{"hard":{"configmaps":"5","requests.cpu":1000}}}"""),
        Scenario.Create("quantities in every notation", $"{Core}/limitranges", """{"apiVersion":"v1","kind":"LimitRange","metadata":{"name":"l"},"spec":{"limits":[{"type":"Container","max":{"cpu":"1500m","memory":"1024Mi"},"default":{"cpu":0.5,"memory":"1e6"},"min":{"cpu":"0.1"}}]}}"""),
        Scenario.Create("a Namespace's phase is the server's", "/api/v1/namespaces?dryRun=All", """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{ns}-x"},"status":{"phase":"Terminating"}}"""),
        Scenario.Create("metadata that servers set", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","uid":"mine","creationTimestamp":"2000-01-01T00:00:00Z","generation":7,"selfLink":"/x","managedFields":[]}}"""),
    ];
}
