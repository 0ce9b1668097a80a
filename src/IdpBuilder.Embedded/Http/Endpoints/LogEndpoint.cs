using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers what a container is said to have printed.</summary>
internal sealed class LogEndpoint(RegistryCore core, IPodLogSource logs)
{
    public ApiResponse Read(Exchange exchange)
    {
        var address = new ObjectAddress(exchange.Type.Id, exchange.Path.Namespace, exchange.Path.Name);
        var pod = core.Store.Find(address) ?? throw StatusFailures.NotFound(exchange.Type, exchange.Path.Name);
        var query = exchange.Query;
        var container = Container(pod, query["container"]);
        var range = LogRange.Read(query, address.Name, core.Clock.GetUtcNow());
        var previous = query.Flag("previous");
        if (previous && !PodLogStream.HasRestarted(pod, container))
        {
            throw StatusFailures.BadRequest($"previous terminated container \"{container}\" in pod \"{address.Name}\" not found");
        }

        // What a container printed before its restart is over.
        var follow = query.Flag("follow") && !previous;
        if (!follow && !PodLogStream.HasStarted(pod, container))
        {
            throw StatusFailures.BadRequest($"container \"{container}\" in pod \"{address.Name}\" is waiting to start: ContainerCreating");
        }

        return new ApiResponse(200, "text/plain", ReadOnlyMemory<byte>.Empty)
        {
            Frames = new PodLogStream(core.Store, logs, pod, container, follow, range),
        };
    }

    private static string Container(StoredObject pod, string wanted)
    {
        var spec = pod.Json.Child("spec");
        var main = spec.Children("containers").Select(container => container.Text("name")).ToArray();
        var all = main.Concat(spec.Children("initContainers").Select(container => container.Text("name")));
        if (wanted.Length > 0)
        {
            return all.Contains(wanted, StringComparer.Ordinal)
                ? wanted
                : throw StatusFailures.BadRequest($"container {wanted} is not valid for pod {pod.Address.Name}");
        }

        return main.Length == 1
            ? main[0]
            : throw StatusFailures.BadRequest(
                $"a container name must be specified for pod {pod.Address.Name}, choose one of: [{string.Join(' ', main)}]");
    }
}
