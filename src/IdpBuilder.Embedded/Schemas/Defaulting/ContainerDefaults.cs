using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a container.</summary>
internal static class ContainerDefaults
{
    public static void Apply(JsonObject container, bool usesHostNetwork)
    {
        container.DefaultText("imagePullPolicy", PullPolicyOf(container.Text("image")));
        container.DefaultText("terminationMessagePath", "/dev/termination-log");
        container.DefaultText("terminationMessagePolicy", "File");
        container.Default("resources", new JsonObject());
        foreach (var port in container.Maps("ports"))
        {
            port.DefaultText("protocol", "TCP");
            if (usesHostNetwork && port["containerPort"] is { } number)
            {
                port.Default("hostPort", number.DeepClone());
            }
        }

        foreach (var variable in container.Maps("env"))
        {
            variable.Map("valueFrom")?.Map("fieldRef")?.DefaultText("apiVersion", "v1");
        }

        foreach (var probe in new[] { "livenessProbe", "readinessProbe", "startupProbe" })
        {
            if (container.Map(probe) is { } settings)
            {
                ApplyProbe(settings);
            }
        }

        foreach (var hook in new[] { "postStart", "preStop" })
        {
            if (container.Map("lifecycle")?.Map(hook) is { } handler)
            {
                ApplyHandler(handler);
            }
        }
    }

    /// <summary>What is limited but not requested is requested up to its limit.</summary>
    public static void RequestLimits(JsonObject container)
    {
        if (container.Map("resources") is not { } resources || resources.Map("limits") is not { Count: > 0 } limits
            || resources.Struct("requests") is not { } requests)
        {
            return;
        }

        foreach (var (name, limit) in limits)
        {
            if (limit is not null)
            {
                requests.Default(name, limit.DeepClone());
            }
        }
    }

    /// <summary>Images that can change under their name are pulled each time.</summary>
    private static string PullPolicyOf(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            return "IfNotPresent";
        }

        var tag = image.IndexOf(':', image.LastIndexOf('/') + 1);
        return tag < 0 || image[(tag + 1)..] == "latest" ? "Always" : "IfNotPresent";
    }

    private static void ApplyProbe(JsonObject probe)
    {
        DefaultNumber(probe, "timeoutSeconds", 1);
        DefaultNumber(probe, "periodSeconds", 10);
        DefaultNumber(probe, "successThreshold", 1);
        DefaultNumber(probe, "failureThreshold", 3);
        ApplyHandler(probe);
    }

    private static void ApplyHandler(JsonObject handler)
    {
        if (handler.Map("httpGet") is { } request)
        {
            request.DefaultText("path", "/");
            request.DefaultText("scheme", "HTTP");
        }

        handler.Map("grpc")?.Default("service", string.Empty);
    }

    // Zero is the same as absent here.
    private static void DefaultNumber(JsonObject target, string name, int value)
    {
        if (target[name] is null || Patching.JsonEquality.Number(target[name]) == 0)
        {
            target[name] = value;
        }
    }
}
