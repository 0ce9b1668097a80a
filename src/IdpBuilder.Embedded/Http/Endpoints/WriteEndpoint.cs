using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers create and replace.</summary>
internal sealed class WriteEndpoint(RequestBody bodies, ObjectCreator creator, ObjectUpdater updater, ReadEndpoint reads, ObjectShapes shapes)
{
    public async Task<ApiResponse> CreateAsync(Exchange exchange, CancellationToken stop)
    {
        var (request, body) = await ReadAsync(exchange, stop).ConfigureAwait(false);
        return Show(exchange, request, creator.Create(request, body));
    }

    public async Task<ApiResponse> ReplaceAsync(Exchange exchange, CancellationToken stop)
    {
        var (request, body) = await ReadAsync(exchange, stop).ConfigureAwait(false);
        return Show(exchange, request, updater.Replace(request, body));
    }

    /// <summary>Answers what a write came to.</summary>
    public ApiResponse Show(Exchange exchange, WriteRequest request, WriteOutcome outcome)
    {
        var status = outcome.Created ? 201 : 200;
        var response = outcome.Stored is { } stored
            ? reads.Show(exchange, stored, status)
            : ApiResponses.Json(
                shapes.Of(exchange.Type, exchange.Type.View.Present(outcome.Json), exchange.Accept.Shape), status, exchange.Accept.MediaType);
        return response.With(ApiResponses.Warnings(request.Warnings));
    }

    private async Task<(WriteRequest Request, JsonObject Body)> ReadAsync(Exchange exchange, CancellationToken stop)
    {
        var request = WriteQuery.Read(exchange);
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var (json, duplicates) = bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, exchange.Type.Type.Kind);
        return (request with { Duplicates = duplicates }, json);
    }
}
