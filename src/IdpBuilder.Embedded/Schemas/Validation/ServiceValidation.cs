using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks a Service.</summary>
internal static class ServiceValidation
{
    public static void Check(CheckedObject service)
    {
        var spec = service.Map("spec");
        var type = spec.Text("type");
        spec.OneOf("type", "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        spec.OneOf("sessionAffinity", "ClientIP", "None");
        LabelValidation.CheckLabels(spec, "selector");
        if (type == "ExternalName")
        {
            if (spec.RequireText("externalName"))
            {
                spec.Subdomain("externalName");
            }
        }
        else if (spec.Text("clusterIP") != "None")
        {
            spec.RequireContent("ports");
        }

        CheckPorts(spec, type);
    }

    private static void CheckPorts(CheckedObject spec, string type)
    {
        var isNameNeeded = spec.Count("ports") > 1;
        var seen = new List<JsonObject>();
        foreach (var port in spec.Maps("ports"))
        {
            CheckName(port, isNameNeeded);
            if (!port.Has("port"))
            {
                port.Add(FieldError.Required(port.PathOf("port")));
            }

            port.Port("port");
            port.Port("targetPort");
            port.OneOf("protocol", "SCTP", "TCP", "UDP");
            if (type == "ClusterIP" && port.Number("nodePort") is not (null or 0))
            {
                port.Add(FieldError.Forbidden(port.PathOf("nodePort"), "may not be used when `type` is 'ClusterIP'"));
            }

            var key = new JsonObject { ["protocol"] = port.Text("protocol"), ["port"] = port.Json["port"]?.DeepClone() };
            if (seen.Exists(other => JsonEquality.Same(other, key)))
            {
                port.Add(FieldError.Duplicate(port.Path, key));
            }

            seen.Add(key);
        }

        spec.Unique("ports", "name");
    }

    private static void CheckName(CheckedObject port, bool isNeeded)
    {
        if (isNeeded ? port.RequireText("name") : port.Text("name").Length > 0)
        {
            port.Label("name");
        }
    }
}
