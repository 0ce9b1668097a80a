using IdpBuilder.Clusters;
using IdpBuilder.Manifests;
using IdpBuilder.Rights;
using IdpBuilder.Secrets;

namespace IdpBuilder.Git.Gitea;

/// <summary>Finds a cluster's Gitea: who may write to it, which Pod it is, and what others call it.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="api">Its API.</param>
/// <param name="clock">Measures how long a Pod is waited for.</param>
internal sealed class GiteaLocator(Cluster cluster, IKubernetesApi api, TimeProvider clock)
{
    /// <summary>The namespace in which it runs.</summary>
    public const string Namespace = "gitea";

    /// <summary>The Service through which the cluster reaches it.</summary>
    public const string Service = "my-gitea-http";

    /// <summary>The Service's annotation with the address that clients use, where that does not follow from the cluster's host name.</summary>
    public const string AddressAnnotation = "idpbuilder.io/git-address";

    private const int ServicePort = 3000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly ResourceReference ServiceObject = new(new GroupVersionKind(string.Empty, "v1", "Service"), Namespace, Service);

    /// <summary>What finding and reaching it needs. A WebSocket is opened by a GET; from Kubernetes 1.35 on that takes the right to create, too.</summary>
    public static IReadOnlyList<NeededRight> Rights { get; } =
    [
        new("get", string.Empty, "secrets", Namespace, CoreSecret.Gitea.Name),
        new("get", string.Empty, "services", Namespace),
        new("list", string.Empty, "pods", Namespace),
        new("watch", string.Empty, "pods", Namespace),
        new("get", string.Empty, "pods/portforward", Namespace),
        new("create", string.Empty, "pods/portforward", Namespace),
    ];

    /// <summary>The server; null when the cluster has none. A Pod that is only starting is waited for.</summary>
    public async Task<GiteaServer?> FindAsync(CancellationToken stop)
    {
        if (await SecretReader.FindAsync(api, CoreSecret.Gitea, stop).ConfigureAwait(false) is not { } secret
            || await api.GetAsync(ServiceObject, stop).ConfigureAwait(false) is not { } service)
        {
            return null;
        }

        var pod = await ReadyPodAsync(service, stop).ConfigureAwait(false);
        var address = service.Annotations.GetValueOrDefault(AddressAnnotation) ?? $"{cluster.Protocol}://gitea.{cluster.HostName}:{cluster.Port}";
        return new GiteaServer(pod.Name, ServicePods.PortOf(service, ServicePort, pod), secret.UserName, secret.RevealToken(), secret.RevealPassword(), address.TrimEnd('/'));
    }

    private async Task<Manifest> ReadyPodAsync(Manifest service, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        var seen = "there is none";
        try
        {
            await foreach (var change in api.WatchAsync(ServicePods.Of(service), either.Token).ConfigureAwait(false))
            {
                if (change is { Type: WatchEventType.Added or WatchEventType.Modified, Object: { } pod })
                {
                    if (ServicePods.IsReady(pod))
                    {
                        return pod;
                    }

                    seen = $"'{pod.Name}' is {pod.Status.Text("phase")}";
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
        }

        throw GitFailures.NotReady(cluster.Name, seen, Patience);
    }
}
