using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks a container of a Pod.</summary>
internal static partial class ContainerValidation
{
    /// <summary>Checks a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="volumes">The names of the Pod's volumes.</param>
    public static void Check(CheckedObject container, IReadOnlySet<string> volumes)
    {
        if (container.RequireText("name"))
        {
            container.Label("name");
        }

        if (container.RequireText("image") && container.Text("image").Trim() != container.Text("image"))
        {
            container.Add(FieldError.InvalidText(container.PathOf("image"), container.Text("image"), "must not have leading or trailing whitespace"));
        }

        container.OneOf("imagePullPolicy", "Always", "IfNotPresent", "Never");
        container.OneOf("terminationMessagePolicy", "FallbackToLogsOnError", "File");
        CheckPorts(container);
        CheckEnvironment(container);
        CheckMounts(container, volumes);
        CheckResources(container.Map("resources"));
        foreach (var probe in new[] { "livenessProbe", "readinessProbe", "startupProbe" })
        {
            if (container.Has(probe))
            {
                CheckProbe(container.Map(probe));
            }
        }
    }

    private static void CheckPorts(CheckedObject container)
    {
        foreach (var port in container.Maps("ports"))
        {
            if (!port.Has("containerPort"))
            {
                port.Add(FieldError.Required(port.PathOf("containerPort")));
            }

            port.Port("containerPort");
            if (port.Number("hostPort") is not (null or 0))
            {
                port.Port("hostPort");
            }

            port.OneOf("protocol", "SCTP", "TCP", "UDP");
            if (port.Text("name") is { Length: > 0 } name && PortNameFault(name) is { } why)
            {
                port.Add(FieldError.InvalidText(port.PathOf("name"), name, why));
            }
        }

        container.Unique("ports", "name");
    }

    private static void CheckEnvironment(CheckedObject container)
    {
        foreach (var variable in container.Maps("env"))
        {
            if (variable.RequireText("name") && !VariableName().IsMatch(variable.Text("name")))
            {
                variable.Add(FieldError.InvalidText(
                    variable.PathOf("name"), variable.Text("name"), "a valid environment variable name must consist only of printable ASCII characters other than '='"));
            }

            if (!variable.Has("valueFrom"))
            {
                continue;
            }

            var source = variable.Map("valueFrom");
            if (variable.Text("value").Length > 0)
            {
                variable.Add(FieldError.InvalidText(source.Path, string.Empty, "may not be specified when `value` is not empty"));
            }

            if (source.Json.Count == 0)
            {
                variable.Add(FieldError.InvalidText(
                    source.Path, string.Empty,
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"));
            }

            foreach (var reference in new[] { "secretKeyRef", "configMapKeyRef" })
            {
                if (source.Has(reference))
                {
                    source.Map(reference).RequireText("key");
                }
            }
        }
    }

    private static void CheckMounts(CheckedObject container, IReadOnlySet<string> volumes)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in container.Maps("volumeMounts"))
        {
            if (mount.RequireText("name") && !volumes.Contains(mount.Text("name")))
            {
                mount.Add(FieldError.NotFound(mount.PathOf("name"), mount.Text("name")));
            }

            if (mount.RequireText("mountPath") && !paths.Add(mount.Text("mountPath")))
            {
                mount.Add(FieldError.InvalidText(mount.PathOf("mountPath"), mount.Text("mountPath"), "must be unique"));
            }
        }
    }

    private static void CheckResources(CheckedObject resources)
    {
        var limits = resources.Map("limits").Json;
        foreach (var (name, request) in resources.Map("requests").Json)
        {
            if (Quantity.Read(request) is { } wanted && Quantity.Read(limits[name]) is { } limit && wanted > limit)
            {
                resources.Add(FieldError.InvalidText(
                    resources.PathOf("requests"), Quantity.Show(request), $"must be less than or equal to {name} limit of {Quantity.Show(limits[name])}"));
            }
        }
    }

    private static void CheckProbe(CheckedObject probe)
    {
        var handlers = new[] { "exec", "httpGet", "tcpSocket", "grpc" }.Where(probe.Has).ToArray();
        if (handlers.Length == 0)
        {
            probe.Add(FieldError.Required(probe.Path, "must specify a handler type"));
        }

        foreach (var surplus in handlers.Skip(1))
        {
            probe.Add(FieldError.Forbidden(probe.PathOf(surplus), "may not specify more than 1 handler type"));
        }

        if (probe.Has("exec"))
        {
            probe.Map("exec").RequireContent("command");
        }

        foreach (var handler in new[] { "httpGet", "tcpSocket", "grpc" })
        {
            probe.Map(handler).Port("port");
        }

        probe.NotNegative("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold");
    }

    private static string? PortNameFault(string name) =>
        name.Length > 15 ? "must be no more than 15 characters"
        : !PortName().IsMatch(name) ? "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"
        : !name.Any(char.IsAsciiLetter) ? "must contain at least one letter (a-z)"
        : name.Contains("--", StringComparison.Ordinal) ? "must not contain consecutive hyphens"
        : name[0] == '-' || name[^1] == '-' ? "must not begin or end with a hyphen"
        : null;

    [GeneratedRegex(@"^[-a-z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PortName();

    [GeneratedRegex(@"^[ -<>-~]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
