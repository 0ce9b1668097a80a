namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>Reading, tables, and requests that are none.</summary>
internal static class RequestScenarios
{
    private const string Core = "/api/v1/namespaces/{ns}";
    private const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("paths that are not served", [
            new("GET", $"{Core}/nothings"),
            new("GET", $"{Core}/configmaps/missing"),
            new("GET", $"{Core}/configmaps/missing/status"),
            new("POST", $"{Core}/configmaps/x", "{}"),
            new("PUT", $"{Core}/configmaps", "{}"),
            new("PATCH", $"{Core}/configmaps/missing", "{}", Scenario.Merge)]),
        new("bodies that are none", [
            new("POST", $"{Core}/configmaps", "{"),
            new("POST", $"{Core}/configmaps", "[]"),
            new("POST", $"{Core}/configmaps", "{}"),
            new("POST", $"{Core}/configmaps", "\"text\""),
            new("POST", $"{Core}/configmaps", "a: b: c", "application/yaml"),
            new("PATCH", $"{Core}/configmaps/x", "{}", "application/json")]),
        new("queries that are none", [
            new("GET", $"{Core}/configmaps?labelSelector=a%20b%20c"),
            new("GET", $"{Core}/configmaps?labelSelector=a%20in%20()"),
            new("GET", $"{Core}/configmaps?fieldSelector=data.k%3Dv"),
            new("GET", $"{Core}/configmaps?limit=x"),
            new("GET", $"{Core}/configmaps?continue=x"),
            new("POST", $"{Core}/configmaps?dryRun=Some", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}""")]),
        new("the empty and the missing", [
            new("GET", $"{Core}/secrets"),
            new("GET", "/apis/apps/v1/namespaces/{ns}/deployments"),
            new("GET", "/api/v1/namespaces/no-such-namespace"),
            new("GET", "/apis/apps/v1/namespaces/no-such-namespace/deployments")]),
        new("tables", [
            new("POST", $"{Core}/secrets", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"a":"YQ=="}}"""),
            new("GET", $"{Core}/secrets", Accept: Table),
            new("GET", $"{Core}/secrets/s", Accept: Table),
            new("POST", $"{Core}/services", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"clusterIP":"None","selector":{"a":"b"},"ports":[{"port":80,"name":"a"},{"port":81,"name":"b","protocol":"UDP"}]}}"""),
            new("GET", $"{Core}/services", Accept: Table),
            new("POST", "/apis/apps/v1/namespaces/{ns}/deployments", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"nginx"}]}}}}"""),
            new("GET", "/apis/apps/v1/namespaces/{ns}/deployments", Accept: Table),
            new("POST", $"{Core}/pods", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"nginx"}]}}"""),
            new("GET", $"{Core}/pods", Accept: "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")]) { ComparesOwners = false },
    ];
}
