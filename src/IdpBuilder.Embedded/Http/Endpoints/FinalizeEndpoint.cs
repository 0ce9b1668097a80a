using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Takes finalizers off a namespace: the one way in which they change.</summary>
internal sealed class FinalizeEndpoint(RegistryCore core, RequestBody bodies, ReadEndpoint reads)
{
    public async Task<ApiResponse> FinalizeAsync(Exchange exchange, CancellationToken stop)
    {
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var (body, _) = bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, "Namespace");
        var wanted = body.Child("spec").Texts("finalizers").ToArray();
        var address = new ObjectAddress(RegistryCore.Namespaces, string.Empty, exchange.Path.Name);
        while (true)
        {
            var seen = core.Store.Find(address) ?? throw StatusFailures.NotFound(exchange.Type, exchange.Path.Name);
            var next = (JsonObject)seen.Json.DeepClone();
            NodePath.Ensure(next, "spec")["finalizers"] = new JsonArray(wanted.Select(name => (JsonNode)name).ToArray());
            var gone = seen.IsTerminating && !DeletionHold.Holds(next);
            if (core.TryCommit(address, seen, gone ? null : next) is { } written)
            {
                return reads.Show(exchange, written, 200);
            }
        }
    }
}
