using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Network;

/// <summary>Which Pods stand behind a Service, as EndpointSlice and Endpoints tell it.</summary>
internal sealed class EndpointAddresses
{
    private readonly Manifest _service;
    private readonly List<Manifest> _pods;

    public EndpointAddresses(Manifest service, IEnumerable<Manifest> pods)
    {
        _service = service;
        _pods = [.. pods
            .Where(pod => LabelQuery.MatchesAll(service.Spec?["selector"] as JsonObject, pod))
            .Where(pod => NodePath.Text(pod.Status, "podIP").Length > 0 && PodStates.Phase(pod) is not ("Succeeded" or "Failed"))];
    }

    /// <summary>The fields of an EndpointSlice.</summary>
    public JsonObject ToSlice() => new()
    {
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonArray([.. _pods.Select(pod => (JsonNode)new JsonObject
        {
            ["addresses"] = new JsonArray(NodePath.Text(pod.Status, "podIP")),
            ["conditions"] = new JsonObject
            {
                ["ready"] = Counts(pod) && pod.DeletionTimestamp.Length == 0,
                ["serving"] = Counts(pod),
                ["terminating"] = pod.DeletionTimestamp.Length > 0,
            },
            ["nodeName"] = EmbeddedNode.Name,
            ["targetRef"] = Reference(pod),
        })]),
        ["ports"] = Ports(),
    };

    /// <summary>The subsets of an Endpoints object.</summary>
    public JsonArray ToSubsets()
    {
        if (_pods.Count == 0)
        {
            return [];
        }

        var subset = new JsonObject();
        foreach (var (field, pods) in new[] { ("addresses", _pods.Where(Counts)), ("notReadyAddresses", _pods.Where(pod => !Counts(pod))) })
        {
            var addresses = pods.Select(pod => (JsonNode)new JsonObject
            {
                ["ip"] = NodePath.Text(pod.Status, "podIP"),
                ["nodeName"] = EmbeddedNode.Name,
                ["targetRef"] = Reference(pod),
            }).ToArray();
            if (addresses.Length > 0)
            {
                subset[field] = new JsonArray(addresses);
            }
        }

        // Endpoints leave an empty name out, slices write it.
        var ports = Ports();
        foreach (var port in ports.OfType<JsonObject>().Where(port => NodePath.Text(port, "name").Length == 0))
        {
            port.Remove("name");
        }

        subset["ports"] = ports;
        return [subset];
    }

    private bool Counts(Manifest pod) => PodStates.IsReady(pod)
        || (_service.Spec?["publishNotReadyAddresses"] is JsonValue value && value.TryGetValue(out bool publish) && publish);

    private static JsonObject Reference(Manifest pod) => new()
    {
        ["kind"] = "Pod",
        ["namespace"] = pod.Namespace,
        ["name"] = pod.Name,
        ["uid"] = pod.Uid,
    };

    private JsonArray Ports() => new([.. ((_service.Spec?["ports"] as JsonArray)?.OfType<JsonObject>() ?? []).Select(port => (JsonNode)new JsonObject
    {
        ["name"] = NodePath.Text(port, "name"),
        ["port"] = TargetOf(port),
        ["protocol"] = port["protocol"]?.DeepClone() ?? "TCP",
    })]);

    private long TargetOf(JsonObject port)
    {
        var target = port["targetPort"];
        if (NodePath.Whole(target) is { } number and > 0)
        {
            return number;
        }

        var name = target?.ToString() ?? string.Empty;
        return _pods.SelectMany(pod => (pod.Spec?["containers"] as JsonArray)?.OfType<JsonObject>() ?? [])
            .SelectMany(container => (container["ports"] as JsonArray)?.OfType<JsonObject>() ?? [])
            .Where(open => NodePath.Text(open, "name") == name && name.Length > 0)
            .Select(open => NodePath.Whole(open["containerPort"]))
            .FirstOrDefault(open => open is not null)
            ?? NodePath.Whole(port["port"])
            ?? (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var text) ? text : 0);
    }
}
