using System.Net;
using System.Net.Sockets;

namespace IdpBuilder.Docker;

/// <summary>Finds a port for a cluster's API. It is chosen here and not by the engine, which would choose another at every start.</summary>
internal static class FreePort
{
    /// <summary>A port of the loopback address on which nobody listens now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether nobody listens on a port of the loopback address now; of protocols other than these two nobody can tell.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>.</param>
    public static bool IsFree(int port, string protocol)
    {
        try
        {
            if (protocol == "udp")
            {
                using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
            }
            else if (protocol == "tcp")
            {
                using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
                listener.Start();
            }

            return true;
        }
        catch (SocketException failure)
        {
            // Who may not have a port of the system's does not know whether it is free; the engine may.
            return failure.SocketErrorCode == SocketError.AccessDenied && !OperatingSystem.IsWindows();
        }
    }
}
