using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Finds out what a request to a resource wants, and who answers it.</summary>
internal sealed class ResourceEndpoint(
    ReadEndpoint reads,
    WriteEndpoint writes,
    PatchEndpoint patches,
    DeleteEndpoint deletes,
    BindingEndpoint bindings,
    ReviewEndpoint reviews,
    SubresourceEndpoint parts,
    Authorization authorization)
{
    public Task<ApiResponse> AnswerAsync(Exchange exchange, CancellationToken stop)
    {
        CheckScope(exchange);
        authorization.Require(exchange);
        return exchange.Path switch
        {
            { Subresource.Length: > 0 } => parts.AnswerAsync(exchange, stop),
            { Name.Length: > 0 } => AnswerObjectAsync(exchange, stop),
            _ => AnswerCollectionAsync(exchange, stop),
        };
    }

    private Task<ApiResponse> AnswerCollectionAsync(Exchange exchange, CancellationToken stop)
    {
        var wholeCluster = exchange.Type.Namespaced && exchange.Path.Namespace.Length == 0;
        switch (exchange.Request.Method)
        {
            case "GET" when exchange.Type.Serves("list"):
                return Task.FromResult(reads.List(exchange));
            case "POST" when exchange.Type.Type is { Group: "", Kind: "Binding" }:
                return bindings.BindAsync(exchange, stop);
            case "POST" when ReviewEndpoint.Answers(exchange.Type.Type.Group):
                return reviews.AnswerAsync(exchange, stop);
            case "POST" when exchange.Type.Serves("create") && !wholeCluster:
                return writes.CreateAsync(exchange, stop);
            case "DELETE" when exchange.Type.Serves("deletecollection") && !wholeCluster:
                return deletes.DeleteCollectionAsync(exchange, stop);
            default:
                throw StatusFailures.MethodNotAllowed();
        }
    }

    private Task<ApiResponse> AnswerObjectAsync(Exchange exchange, CancellationToken stop)
    {
        if (!exchange.Type.Serves("get"))
        {
            throw StatusFailures.MethodNotAllowed();
        }

        return exchange.Request.Method switch
        {
            "GET" => Task.FromResult(reads.Get(exchange)),
            "PUT" => writes.ReplaceAsync(exchange, stop),
            "PATCH" => patches.PatchAsync(exchange, stop),
            "DELETE" => deletes.DeleteAsync(exchange, stop),
            _ => throw StatusFailures.MethodNotAllowed(),
        };
    }

    private static void CheckScope(Exchange exchange)
    {
        var path = exchange.Path;
        var misplaced = exchange.Type.Namespaced
            ? path.Name.Length > 0 && path.Namespace.Length == 0
            : path.Namespace.Length > 0;
        if (misplaced)
        {
            throw StatusFailures.PathNotFound();
        }
    }
}
