using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Services get their addresses and node ports from the server.</summary>
internal sealed class ServiceStrategy(ServiceAddresses addresses) : IKindStrategy
{
    public ResourceId Resource => new(string.Empty, "services");

    public void PrepareForCreate(JsonObject json)
    {
        json["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
        Allocate(json);
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
        if (before["spec"] is not JsonObject old || json["spec"] is not JsonObject spec)
        {
            return;
        }

        if (NeedsAddress(old) && NeedsAddress(spec) && NodePath.Text(spec, "clusterIP").Length == 0)
        {
            spec["clusterIP"] = old["clusterIP"]?.DeepClone();
            spec["clusterIPs"] = old["clusterIPs"]?.DeepClone();
        }

        KeepNodePorts(old, spec);
        Allocate(json);
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        var old = NodePath.Text(before, "spec", "clusterIP");
        var now = NodePath.Text(json, "spec", "clusterIP");
        if (before is not null && old.Length > 0 && now != old && NeedsAddress(json["spec"] as JsonObject))
        {
            faults.Add(new FieldError(
                FieldErrorType.FieldValueInvalid, "spec.clusterIPs[0]", "may not change once set", $"[]string{{\"{now}\"}}"));
        }
    }

    private static bool NeedsAddress(JsonObject? spec) => NodePath.Text(spec, "type") != "ExternalName";

    private void Allocate(JsonObject json)
    {
        if (json["spec"] is not JsonObject spec || !NeedsAddress(spec))
        {
            return;
        }

        var address = NodePath.Text(spec, "clusterIP");
        if (address.Length == 0)
        {
            address = addresses.NextAddress();
            spec["clusterIP"] = address;
        }

        spec["clusterIPs"] ??= new JsonArray(address);
        spec["ipFamilies"] ??= new JsonArray("IPv4");
        spec["ipFamilyPolicy"] ??= "SingleStack";
        if (NodePath.Text(spec, "type") is "NodePort" or "LoadBalancer")
        {
            foreach (var port in (spec["ports"] as JsonArray)?.OfType<JsonObject>() ?? [])
            {
                if (NodePath.Whole(port["nodePort"]) is null or 0)
                {
                    port["nodePort"] = addresses.NextNodePort();
                }
            }
        }
    }

    private static void KeepNodePorts(JsonObject old, JsonObject spec)
    {
        if (NodePath.Text(spec, "type") is not ("NodePort" or "LoadBalancer"))
        {
            return;
        }

        var known = (old["ports"] as JsonArray)?.OfType<JsonObject>().ToArray() ?? [];
        foreach (var port in (spec["ports"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            var same = known.FirstOrDefault(other =>
                JsonNode.DeepEquals(other["port"], port["port"]) && JsonNode.DeepEquals(other["protocol"], port["protocol"]));
            if (NodePath.Whole(port["nodePort"]) is null or 0 && NodePath.Whole(same?["nodePort"]) is { } kept)
            {
                port["nodePort"] = kept;
            }
        }
    }
}
