using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables.Kinds;

/// <summary>How the kinds of the network are shown.</summary>
internal static class NetworkTables
{
    public static IReadOnlyList<TableColumn> Service { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Type", json => Cells.Text(json, "spec", "type")),
        TableColumn.Text("Cluster-IP", json => Cells.OrNone(Cells.Text(json, "spec", "clusterIP"))),
        TableColumn.Text("External-IP", ExternalAddress),
        TableColumn.Text("Port(s)", Ports),
        TableColumn.Age,
        TableColumn.Text("Selector", json => Cells.Selector(json, "spec", "selector"), priority: 1),
    ];

    public static IReadOnlyList<TableColumn> Ingress { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Class", json => Cells.OrNone(Cells.Text(json, "spec", "ingressClassName"))),
        TableColumn.Text("Hosts", Hosts),
        TableColumn.Text("Address", LoadBalancer),
        TableColumn.Text("Ports", json => json.Child("spec").Children("tls").Any() ? "80, 443" : "80"),
        TableColumn.Age,
    ];

    public static IReadOnlyList<TableColumn> IngressClass { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Controller", json => Cells.Text(json, "spec", "controller")),
        TableColumn.Text("Parameters", json => Cells.OrNone(Cells.Text(json, "spec", "parameters", "name"))),
        TableColumn.Age,
    ];

    public static IReadOnlyList<TableColumn> NetworkPolicy { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Pod-Selector", json => Cells.Selector(json, "spec", "podSelector")),
        TableColumn.Age,
    ];

    public static IReadOnlyList<TableColumn> Endpoints { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Endpoints", json => Cells.OrNone(string.Join(',', json.Children("subsets").SelectMany(Addresses)))),
        TableColumn.Age,
    ];

    public static IReadOnlyList<TableColumn> EndpointSlice { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("AddressType", json => json.Text("addressType")),
        TableColumn.Text("Ports", json => Cells.OrNone(string.Join(',', json.Children("ports").Select(port => port.Scalar("port") ?? "*")))),
        TableColumn.Text("Endpoints", json => Cells.OrNone(string.Join(',', json.Children("endpoints").SelectMany(endpoint => endpoint.Texts("addresses"))))),
        TableColumn.Age,
    ];

    private static string ExternalAddress(JsonObject service)
    {
        var spec = service.Child("spec");
        return spec.Text("type") switch
        {
            "ExternalName" => spec.Text("externalName"),
            "LoadBalancer" => LoadBalancer(service) is { Length: > 0 } address ? address : "<pending>",
            _ => Cells.OrNone(string.Join(',', spec.Texts("externalIPs"))),
        };
    }

    private static string LoadBalancer(JsonObject json) => string.Join(
        ',', json.Child("status").Child("loadBalancer").Children("ingress")
            .Select(entry => entry.Text("ip") is { Length: > 0 } ip ? ip : entry.Text("hostname")));

    private static string Ports(JsonObject service) => Cells.OrNone(string.Join(
        ',', service.Child("spec").Children("ports").Select(port =>
            (port.Whole("nodePort") is { } node and > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{port.Whole("port")}:{node}")
                : port.Scalar("port")) + "/" + (port.TextOrNull("protocol") ?? "TCP"))));

    private static string Hosts(JsonObject ingress)
    {
        var hosts = ingress.Child("spec").Children("rules").Select(rule => rule.Text("host")).Where(host => host.Length > 0).ToArray();
        return hosts.Length == 0 ? "*"
            : hosts.Length <= 3 ? string.Join(',', hosts)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', hosts.Take(3))} + {hosts.Length - 3} more...");
    }

    private static IEnumerable<string> Addresses(JsonObject subset) =>
        from address in subset.Children("addresses")
        from port in subset.Children("ports")
        select $"{address.Text("ip")}:{port.Scalar("port")}";
}
