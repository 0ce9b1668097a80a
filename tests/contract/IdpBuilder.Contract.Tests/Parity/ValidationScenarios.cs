namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>What a server refuses, and with which words.</summary>
internal static class ValidationScenarios
{
    private const string Core = "/api/v1/namespaces/{ns}";
    private const string Apps = "/apis/apps/v1/namespaces/{ns}";
    private const string Template = """{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"nginx"}]}}""";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Create("a Deployment whose selector misses its template", $"{Apps}/deployments", $$$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"x":"y"}},"template":{{{{{Template}}}}}}}"""),
        Scenario.Create("a Deployment without a selector", $"{Apps}/deployments", $$$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"template":{{{{{Template}}}}}}}"""),
        Scenario.Create("a Deployment without anything", $"{Apps}/deployments", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"}}"""),
        Scenario.Create("a Deployment of minus one", $"{Apps}/deployments", $$$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"replicas":-1,"selector":{"matchLabels":{"a":"b"}},"template":{{{{{Template}}}}}}}"""),
        Scenario.Create("a Pod without containers", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[]}}"""),
        Scenario.Create("a Pod with twice the same container", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"a"},{"name":"c","image":"b"}]}}"""),
        Scenario.Create("a Pod that mounts nothing", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"C_","volumeMounts":[{"name":"v","mountPath":"/x"}]}],"restartPolicy":"Sometimes"}}"""),
        Scenario.Create("a Pod with a port that is none", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"a","ports":[{"containerPort":70000,"protocol":"ICMP"}]}]}}"""),
        Scenario.Create("a Pod with resources that are none", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"a","resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1"}}}]}}"""),
        Scenario.Create("a Pod with a quantity that is none", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"a","resources":{"requests":{"cpu":"lots"}}}]}}"""),
        Scenario.Create("a Service without ports", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"selector":{"a":"b"}}}"""),
        Scenario.Create("a Service with two nameless ports", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":80},{"port":81}]}}"""),
        Scenario.Create("a Service with a bad type", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"type":"Wrong","ports":[{"port":80}]}}"""),
        Scenario.Create("a Service that begins with a digit", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"1s"},"spec":{"ports":[{"port":80}]}}"""),
        Scenario.Create("a name that is too long", $"{Core}/configmaps", $$$$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{{{new string('a', 254)}}}}}"}}"""),
        Scenario.Create("no name at all", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{}}"""),
        Scenario.Create("labels and annotations that are none", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","labels":{"a b":"c","d":"-"},"annotations":{"/x":"y"}}}"""),
        Scenario.Create("a key that is none", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a/b":"c"}}"""),
        Scenario.Create("the same key twice", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"b"},"binaryData":{"a":"YQ=="}}"""),
        Scenario.Create("a Secret that is no base64", $"{Core}/secrets", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"a":"?"}}"""),
        Scenario.Create("a Secret of TLS without a key", $"{Core}/secrets", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"type":"kubernetes.io/tls","data":{"tls.crt":""}}"""),
        Scenario.Create("a claim without a size", $"{Core}/persistentvolumeclaims", """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"p"},"spec":{}}"""),
        Scenario.Create("a finalizer without a domain", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","finalizers":["hold","a/b/c"]}}"""),
        Scenario.Create("a namespace other than the path's", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"other"}}"""),
        Scenario.Create("a type other than the path's", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"c"}}"""),
        Scenario.Create("a version other than the path's", $"{Core}/configmaps", """{"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"c"}}"""),
        Scenario.Create("a wrong type of a field", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":1}}"""),
        Scenario.Create("a wrong type deep inside", $"{Apps}/deployments", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"replicas":"three"}}"""),
        Scenario.Create("a list where an object belongs", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":[]}"""),
        Scenario.Create("a role that refers to nothing", "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings", """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"r"},"roleRef":{"kind":"Nothing","name":""}}"""),
        Scenario.Create("a type of one's own without a schema", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?dryRun=All", """{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"as.example.com"},"spec":{"group":"example.com","scope":"Namespaced","names":{"kind":"A","plural":"as"},"versions":[{"name":"v1","served":true,"storage":true}]}}"""),
        Scenario.Create("a create that names a version", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","resourceVersion":"5"}}"""),
        new("what must not change", [
            new("POST", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}"""),
            new("PATCH", $"{Core}/services/s", """{"spec":{"clusterIP":"10.96.250.250"}}""", Scenario.Merge),
            new("POST", $"{Apps}/deployments", $$$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{{{{{Template}}}}}}}"""),
            new("PATCH", $"{Apps}/deployments/d", """{"spec":{"selector":{"matchLabels":{"a":"c"}},"template":{"metadata":{"labels":{"a":"c"}}}}}""", Scenario.Merge),
            new("PATCH", $"{Apps}/deployments/d", """{"metadata":{"name":"e"}}""", Scenario.Merge),
            new("PATCH", $"{Apps}/deployments/d", """{"metadata":{"uid":"e"}}""", Scenario.Merge),
            new("PATCH", $"{Apps}/deployments/d", """{"metadata":{"namespace":"default"}}""", Scenario.Merge),
            new("PATCH", $"{Apps}/deployments/d", """{"kind":"StatefulSet"}""", Scenario.Merge)]),
        new("an immutable ConfigMap and Secret", [
            new("POST", $"{Core}/configmaps", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"b"},"immutable":true}"""),
            new("PATCH", $"{Core}/configmaps/c", """{"data":{"a":"c"}}""", Scenario.Merge),
            new("PATCH", $"{Core}/configmaps/c", """{"immutable":null}""", Scenario.Merge),
            new("POST", $"{Core}/secrets", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"type":"a/b"}"""),
            new("PATCH", $"{Core}/secrets/s", """{"type":"a/c"}""", Scenario.Merge)]),
    ];
}
