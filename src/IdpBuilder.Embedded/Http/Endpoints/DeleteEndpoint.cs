using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers delete and deletecollection.</summary>
internal sealed class DeleteEndpoint(RequestBody bodies, ObjectRemover remover, ObjectReader reader, ReadEndpoint reads)
{
    public async Task<ApiResponse> DeleteAsync(Exchange exchange, CancellationToken stop)
    {
        var request = await ReadAsync(exchange, stop).ConfigureAwait(false);
        var outcome = remover.Delete(request);
        return outcome.Removed && !exchange.Type.ReturnsDeleted
            ? ApiResponses.Json(ApiResponses.Deleted(outcome.Object), 200, exchange.Accept.MediaType)
            : reads.Show(exchange with { Accept = exchange.Accept.Whole }, outcome.Object, 200);
    }

    public async Task<ApiResponse> DeleteCollectionAsync(Exchange exchange, CancellationToken stop)
    {
        var request = await ReadAsync(exchange, stop).ConfigureAwait(false);
        var page = reader.List(ReadEndpoint.Selection(exchange));
        foreach (var item in page.Items)
        {
            try
            {
                remover.Delete(request with { Address = item.Address });
            }
            catch (StatusException gone) when (gone.Code == 404)
            {
                // Collected together with an owner that stood earlier in the list.
            }
        }

        return new ApiResponse(200, exchange.Accept.MediaType, ListBody.Write(exchange.Type, page));
    }

    private async Task<DeleteRequest> ReadAsync(Exchange exchange, CancellationToken stop)
    {
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var options = bytes.IsEmpty
            ? []
            : bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, "DeleteOptions").Json;
        var query = exchange.Query;
        var address = new ObjectAddress(exchange.Type.Id, exchange.Path.Namespace, exchange.Path.Name);
        return new DeleteRequest(exchange.Type, address)
        {
            Propagation = Propagation(Option("propagationPolicy"), Option("orphanDependents")),
            GracePeriodSeconds = Grace(Option("gracePeriodSeconds")),
            Uid = NullIfEmpty(NodePath.Text(options, "preconditions", "uid")),
            ResourceVersion = NullIfEmpty(NodePath.Text(options, "preconditions", "resourceVersion")),
            DryRun = WriteQuery.DryRun(exchange.Request) || options["dryRun"] is JsonArray { Count: > 0 },
        };

        string Option(string name) => options[name] is JsonValue value ? value.ToString() : query[name];
    }

    private static DeletionPropagation? Propagation(string policy, string orphan) => (policy, orphan) switch
    {
        ("Background", _) or ("", "false") => DeletionPropagation.Background,
        ("Foreground", _) => DeletionPropagation.Foreground,
        ("Orphan", _) or ("", "true") => DeletionPropagation.Orphan,
        ("", _) => null,
        _ => throw StatusFailures.InvalidDeleteOptions(FieldError.NotSupported(
            "propagationPolicy", policy, ["Background", "Foreground", "Orphan"])),
    };

    private static long? Grace(string text) =>
        text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw StatusFailures.BadRequest($"gracePeriodSeconds: \"{text}\" is no number");

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
