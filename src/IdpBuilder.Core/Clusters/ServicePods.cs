using IdpBuilder.Manifests;

namespace IdpBuilder.Clusters;

/// <summary>Finds the Pods behind a Service, for whoever goes to them through <see cref="IPodPorts"/>.</summary>
public static class ServicePods
{
    private static readonly GroupVersionKind Pods = new(string.Empty, "v1", "Pod");

    /// <summary>The Pods that a Service chooses.</summary>
    public static ResourceSelector Of(Manifest service)
    {
        var labels = service.Spec.Child("selector") ?? [];
        return new ResourceSelector(Pods, service.Namespace, string.Join(',', labels.Select(label => $"{label.Key}={labels.Text(label.Key)}")));
    }

    /// <summary>Whether a Pod answers, and is not about to go.</summary>
    public static bool IsReady(Manifest pod) =>
        pod.DeletionTimestamp.Length == 0
        && pod.Status.Children("conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    /// <summary>The port of a Pod to which a Service's port leads, by number or by name; the same number when the Service says none.</summary>
    public static int PortOf(Manifest service, int port, Manifest pod)
    {
        var entry = service.Spec.Children("ports").FirstOrDefault(entry => entry.Whole("port") == port);
        return entry.Whole("targetPort") is { } number
            ? (int)number
            : entry.Text("targetPort") is { Length: > 0 } name ? PortOf(pod, name) ?? port : port;
    }

    private static int? PortOf(Manifest pod, string name) =>
        (int?)pod.Spec.Children("containers").SelectMany(container => container.Children("ports"))
            .FirstOrDefault(port => port.Text("name") == name).Whole("containerPort");
}
