using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Refuses what would have to be connected to a container, and says why.</summary>
internal sealed class ContainerEndpoint(RegistryCore core)
{
    /// <summary>The parts that are connections, each with the methods by which clients ask for one.</summary>
    public static IEnumerable<(string Part, string Method)> Served { get; } =
    [
        .. from part in new[] { "attach", "exec", "portforward" } from method in new[] { "GET", "POST" } select (part, method),
        .. from method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD" } select ("proxy", method),
    ];

    public ApiResponse Refuse(Exchange exchange)
    {
        var address = new ObjectAddress(exchange.Type.Id, exchange.Path.Namespace, exchange.Path.Name);
        _ = core.Store.Find(address) ?? throw StatusFailures.NotFound(exchange.Type, exchange.Path.Name);
        throw StatusFailures.NoContainer(exchange.Path.Subresource);
    }
}
