using System.Net;
using System.Net.Sockets;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded.ControlPlane;
using IdpBuilder.Errors;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>Looks for what could keep a cluster from being made while the one that it is to replace still stands.</summary>
internal static class ReplacementCheck
{
    /// <summary>Fails as making the cluster would.</summary>
    /// <param name="spec">The cluster that is wanted.</param>
    /// <param name="former">Where the one in its place answers: that port will be free.</param>
    /// <param name="services">What clusters need of the outside.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static async Task RunAsync(ClusterSpec spec, Uri former, EmbeddedServices services, CancellationToken stop)
    {
        if (spec.ControlPlanePath.Length > 0)
        {
            await ControlPlanePrograms.In(spec.ControlPlanePath).TryAsync(stop).ConfigureAwait(false);
        }

        if (spec.ListenPort is { } port)
        {
            if (port > 0 && port != former.Port)
            {
                RequireFree(port);
            }

            await services.Kubeconfig.CheckAsync(spec.KubeConfig, stop).ConfigureAwait(false);
        }
    }

    private static void RequireFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw ClusterFailures.PortTaken(port, exception);
        }
    }
}
