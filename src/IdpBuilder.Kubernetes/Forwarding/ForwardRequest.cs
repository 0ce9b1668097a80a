using System.Globalization;
using System.Text;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Forwarding;

/// <summary>Makes the requests that open connections to ports of Pods.</summary>
internal static class ForwardRequest
{
    /// <summary>What is spoken then: every kubelet since 1.6 knows it, and API servers hand it on to kubelets as it is.</summary>
    public const string Protocol = "v4.channel.k8s.io";

    /// <summary>The request for a port of a Pod.</summary>
    public static ApiRequest To(string inNamespace, string pod, int port)
    {
        var path = new StringBuilder("api/v1/namespaces/")
            .Append(Uri.EscapeDataString(inNamespace)).Append("/pods/").Append(Uri.EscapeDataString(pod)).Append("/portforward")
            .With("ports", port.ToString(CultureInfo.InvariantCulture));
        var target = new ResourceReference(new GroupVersionKind(string.Empty, "v1", "Pod"), inNamespace, pod);
        return new ApiRequest(HttpMethod.Get, path.ToString(), $"Reaching port {port.ToString(CultureInfo.InvariantCulture)} of", target.ToString())
        {
            Target = target,
            Repeatable = true,
        };
    }
}
