namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>JSON, merge and strategic merge patches, and whole replacements.</summary>
internal static class PatchScenarios
{
    private const string Maps = "/api/v1/namespaces/{ns}/configmaps";
    private const string Deployments = "/apis/apps/v1/namespaces/{ns}/deployments";

    private static readonly Exchange Map = new("POST", Maps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","labels":{"x":"1"},"finalizers":["a.b/c"]},"data":{"a":"1","b":"2"}}""");

    private static readonly Exchange Deployment = new("POST", $"{Deployments}?fieldManager=maker", """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},
         "spec":{"containers":[{"name":"one","image":"a:1","env":[{"name":"E","value":"1"},{"name":"F","value":"2"}],"ports":[{"containerPort":80},{"containerPort":81,"protocol":"UDP"}],"args":["a","b"]},{"name":"two","image":"b:1"}],
          "volumes":[{"name":"v","emptyDir":{}}],"tolerations":[{"key":"t"}]}}}}
        """);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("merge patches", [
            Map,
            new("PATCH", $"{Maps}/c", """{"data":{"a":null,"c":"3"},"metadata":{"labels":null}}""", Scenario.Merge),
            new("PATCH", $"{Maps}/c", """{"data":null}""", Scenario.Merge),
            new("PATCH", $"{Maps}/c", """{"data":{"a":{"b":"c"}}}""", Scenario.Merge),
            new("PATCH", $"{Maps}/c", """{"metadata":{"resourceVersion":"1"}}""", Scenario.Merge)]),
        new("annotations of a Deployment", [
            Deployment,
            new("PATCH", $"{Deployments}/d", """{"metadata":{"annotations":{"a":"b"}}}""", Scenario.Merge),
            new("PATCH", $"{Deployments}/d", """{"metadata":{"labels":{"a":"b"}}}""", Scenario.Merge)]),
        new("JSON patches", [
            Map,
            new("PATCH", $"{Maps}/c", """[{"op":"add","path":"/data/c~1d","value":"x"}]""", Scenario.Json),
            new("PATCH", $"{Maps}/c", """[{"op":"add","path":"/data/e","value":"x"},{"op":"move","from":"/data/e","path":"/data/f"},{"op":"copy","from":"/data/f","path":"/data/g"},{"op":"test","path":"/data/g","value":"x"},{"op":"replace","path":"/data/a","value":"y"}]""", Scenario.Json),
            new("PATCH", $"{Maps}/c", """[{"op":"add","path":"/metadata/finalizers/-","value":"d.e/f"},{"op":"add","path":"/metadata/finalizers/0","value":"g.h/i"}]""", Scenario.Json),
            new("PATCH", $"{Maps}/c", """[{"op":"test","path":"/data/a","value":"other"}]""", Scenario.Json),
            new("PATCH", $"{Maps}/c", """[{"op":"remove","path":"/data/missing"}]""", Scenario.Json),
            new("PATCH", $"{Maps}/c", """[{"op":"add","path":"/nowhere/at/all","value":"x"}]""", Scenario.Json),
            new("PATCH", $"{Maps}/c", """{"op":"add"}""", Scenario.Json),
            new("PATCH", $"{Maps}/c", "nonsense", Scenario.Json)]),
        new("strategic patches merge lists by their keys", [
            Deployment,
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"containers":[{"name":"one","env":[{"name":"F","value":"3"},{"name":"G","value":"4"}]}]}}}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"containers":[{"name":"one","ports":[{"containerPort":80,"name":"web"}],"args":["c"]}]}}}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"containers":[{"name":"one","env":[{"name":"E","$patch":"delete"}]}],"tolerations":[{"key":"u"}]}}}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"two"},{"name":"one"}],"containers":[{"name":"two","image":"b:2"}]}}}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"volumes":[{"name":"v","$retainKeys":["name","configMap"],"configMap":{"name":"x"}}]}}}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"containers":[{"$patch":"replace"},{"name":"three","image":"c"}]}}}}""", Scenario.Strategic)]),
        new("strategic patches of lists of values", [
            Map,
            new("PATCH", $"{Maps}/c", """{"metadata":{"finalizers":["d.e/f"]}}""", Scenario.Strategic),
            new("PATCH", $"{Maps}/c", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["a.b/c"]}}""", Scenario.Strategic),
            new("PATCH", $"{Maps}/c", """{"data":{"$patch":"replace","z":"1"}}""", Scenario.Strategic),
            new("PATCH", $"{Maps}/c", """{"metadata":{"labels":{"$patch":"delete"}}}""", Scenario.Strategic)]),
        new("strategic patches that are none", [
            Deployment,
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"containers":[{"image":"x"}]}}}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"containers":{"name":"x"}}}}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"replicas":"x"}}""", Scenario.Strategic),
            new("PATCH", $"{Deployments}/d", """{"spec":{"template":{"spec":{"containers":[{"name":"one","$patch":"explode"}]}}}}""", Scenario.Strategic)]),
        new("replacing", [
            Map,
            new("PUT", $"{Maps}/c", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"n":"1"}}"""),
            new("PUT", $"{Maps}/c", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"other"}}"""),
            new("PUT", $"{Maps}/c", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","uid":"00000000-0000-0000-0000-000000000000"}}"""),
            new("PUT", $"{Maps}/c", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","resourceVersion":"1"}}"""),
            new("PUT", $"{Maps}/c", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","resourceVersion":"x"}}"""),
            new("PUT", $"{Maps}/missing", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"missing"}}""")]),
        new("status and scale", [
            Deployment,
            new("PATCH", $"{Deployments}/d/status", """{"spec":{"replicas":9},"status":{"replicas":2,"observedGeneration":1}}""", Scenario.Merge),
            new("GET", $"{Deployments}/d/scale"),
            new("PATCH", $"{Deployments}/d/scale", """{"spec":{"replicas":4}}""", Scenario.Merge),
            new("PUT", $"{Deployments}/d/scale", """{"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"d","namespace":"{ns}"},"spec":{"replicas":5}}"""),
            new("PUT", $"{Deployments}/d/scale", """{"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"d","namespace":"{ns}"},"spec":{"replicas":-5}}"""),
            new("GET", $"{Deployments}/d")]) { ComparesOwners = false },
        new("deleting", [
            Map,
            new("DELETE", $"{Maps}/c", """{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"x"}}"""),
            new("DELETE", $"{Maps}/c", """{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Sometimes"}"""),
            new("DELETE", $"{Maps}/c"),
            new("DELETE", $"{Maps}/c"),
            new("PATCH", $"{Maps}/c", """{"metadata":{"finalizers":["d.e/f"]}}""", Scenario.Merge),
            new("PATCH", $"{Maps}/c", """{"metadata":{"finalizers":null}}""", Scenario.Merge),
            new("GET", $"{Maps}/c"),
            new("DELETE", $"{Maps}/c"),
            new("POST", Maps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"plain"}}"""),
            new("DELETE", $"{Maps}/plain")]),
    ];
}
