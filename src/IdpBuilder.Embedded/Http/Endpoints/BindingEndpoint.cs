using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers a scheduler that binds a Pod, under the Pod's own path or under <c>bindings</c>.</summary>
internal sealed class BindingEndpoint(RequestBody bodies, PodBinder binder)
{
    public async Task<ApiResponse> BindAsync(Exchange exchange, CancellationToken stop)
    {
        var request = WriteQuery.Read(exchange);
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var (json, _) = bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, "Binding");
        if (exchange.Path.Name.Length > 0)
        {
            NodePath.Ensure(json, "metadata")["name"] = exchange.Path.Name;
        }

        binder.Bind(exchange.Path.Namespace, json, request.DryRun);
        return ApiResponses.Json(
            new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 }, 201);
    }
}
