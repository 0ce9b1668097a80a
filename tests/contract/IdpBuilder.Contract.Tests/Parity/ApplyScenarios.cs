namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>Server-side apply: merges, owners, conflicts.</summary>
internal static class ApplyScenarios
{
    private const string Maps = "/api/v1/namespaces/{ns}/configmaps";
    private const string Deployments = "/apis/apps/v1/namespaces/{ns}/deployments";
    private const string Services = "/api/v1/namespaces/{ns}/services";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("fields have owners, and go with the last of them", [
            Map("alice", """{"a":"1","b":"2"}"""),
            Map("bob", """{"b":"2","c":"3"}"""),
            Map("alice", """{"a":"1"}"""),
            Map("bob", """{"c":"3"}"""),
            new("PATCH", $"{Maps}/c?fieldManager=carol", """{"data":{"d":"4"}}""", Scenario.Merge),
            Map("alice", """{"a":"1","d":"4"}""")]),
        new("conflicts name the owners, and force ends them", [
            Map("alice", """{"a":"1","b":"2"}"""),
            new("PATCH", $"{Maps}/c?fieldManager=carol", """{"data":{"b":"3"}}""", Scenario.Merge),
            Map("bob", """{"a":"x","b":"y"}"""),
            Map("bob", """{"a":"x","b":"y"}""", "&force=true"),
            Map("alice", """{"a":"1"}"""),
            new("PUT", $"{Maps}/c?fieldManager=dave", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"z"}}"""),
            Map("alice", """{"a":"1"}""")]),
        new("lists merge by their keys", [
            Deploy("alice", """[{"name":"one","image":"a:1","ports":[{"containerPort":80,"protocol":"TCP"}],"env":[{"name":"E","value":"1"}]}]"""),
            Deploy("bob", """[{"name":"one","env":[{"name":"F","value":"2"}]},{"name":"two","image":"b:1"}]"""),
            Deploy("alice", """[{"name":"one","image":"a:2"}]"""),
            Deploy("bob", """[{"name":"one","image":"a:3"}]"""),
            Deploy("bob", """[{"name":"one","env":[{"name":"F","value":"2"}]}]""")]),
        new("a Service's ports have two keys", [
            Service("alice", """[{"name":"a","port":80,"protocol":"TCP"},{"name":"b","port":80,"protocol":"UDP"}]"""),
            Service("bob", """[{"name":"c","port":81,"protocol":"TCP"}]"""),
            Service("alice", """[{"name":"a","port":80,"protocol":"TCP","targetPort":"web"}]""")]),
        new("applies that are none", [
            new("PATCH", $"{Maps}/c", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}""", Scenario.Apply),
            new("PATCH", $"{Maps}/c?fieldManager=a", """{"kind":"ConfigMap","metadata":{"name":"c"}}""", Scenario.Apply),
            new("PATCH", $"{Maps}/c?fieldManager=a", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"d"}}""", Scenario.Apply),
            new("PATCH", $"{Maps}/c?fieldManager=a", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","managedFields":[{"manager":"a"}]}}""", Scenario.Apply),
            new("PATCH", $"{Maps}/c?fieldManager=a", "a: [", Scenario.Apply),
            new("PATCH", $"{Maps}/c?fieldManager=a", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":"text"}""", Scenario.Apply),
            new("PATCH", $"{Deployments}/d?fieldManager=a", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"template":{"spec":{"containers":[{"name":"x"},{"name":"x"}]}}}}""", Scenario.Apply)]),
        new("labels, annotations and finalizers", [
            Meta("alice", """ "labels":{"a":"1"},"annotations":{"x":"1"},"finalizers":["a.b/c"]"""),
            Meta("bob", """ "labels":{"b":"1"},"finalizers":["d.e/f"]"""),
            Meta("alice", """ "labels":{"a":"2"}"""),
            Meta("bob", """ "annotations":{"y":"1"}""")]),
    ];

    private static Exchange Map(string manager, string data, string query = "") =>
        new("PATCH", $"{Maps}/c?fieldManager={manager}{query}", $$$$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{{{{{data}}}}}}""", Scenario.Apply);

    private static Exchange Meta(string manager, string metadata) =>
        new("PATCH", $"{Maps}/m?fieldManager={manager}", $$$$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m",{{{{{metadata}}}}}}}""", Scenario.Apply);

    private static Exchange Deploy(string manager, string containers) => new(
        "PATCH",
        $"{Deployments}/d?fieldManager={manager}",
        $$$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":{{{{{containers}}}}}}}}}""",
        Scenario.Apply);

    private static Exchange Service(string manager, string ports) =>
        new("PATCH", $"{Services}/s?fieldManager={manager}", $$$$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":{{{{{ports}}}}}}}""", Scenario.Apply);
}
