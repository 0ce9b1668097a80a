using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Hands out the cluster addresses and node ports that no Service has.</summary>
internal sealed class ServiceAddresses(ObjectStore store)
{
    private const int FirstNodePort = 30_000;
    private const int NodePorts = 2_768;
    private static readonly ResourceId Services = new(string.Empty, "services");

    // 10.96.0.1 to 10.96.0.9 are left to the cluster's own Services, such as kubernetes and its DNS.
    private int _address = 9;
    private int _nodePort = -1;

    public string NextAddress()
    {
        while (true)
        {
            var number = Interlocked.Increment(ref _address) & 0xFFFF;
            var text = string.Create(CultureInfo.InvariantCulture, $"10.96.{number >> 8}.{number & 0xFF}");
            if ((number & 0xFF) is not (0 or 255) && !Any(spec => NodePath.Text(spec, "clusterIP") == text))
            {
                return text;
            }
        }
    }

    public long NextNodePort()
    {
        while (true)
        {
            var port = FirstNodePort + (Interlocked.Increment(ref _nodePort) & int.MaxValue) % NodePorts;
            if (!Any(spec => HasNodePort(spec, port)))
            {
                return port;
            }
        }
    }

    private bool Any(Func<JsonObject?, bool> matches) =>
        store.Read(Services).State.Objects(null).Any(service => matches(service.Json["spec"] as JsonObject));

    private static bool HasNodePort(JsonObject? spec, int port) =>
        (spec?["ports"] as JsonArray)?.OfType<JsonObject>()
            .Any(entry => NodePath.Whole(entry["nodePort"]) == port) == true;
}
