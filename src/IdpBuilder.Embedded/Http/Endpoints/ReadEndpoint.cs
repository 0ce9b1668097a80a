using System.Globalization;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Selection;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers get, list and watch.</summary>
internal sealed class ReadEndpoint(RegistryCore core, ObjectReader reader, ObjectShapes shapes, TimeProvider transportClock)
{
    private static readonly TimeSpan DefaultWatchTime = TimeSpan.FromMinutes(40);

    public ApiResponse Get(Exchange exchange)
    {
        var address = new ObjectAddress(exchange.Type.Id, exchange.Path.Namespace, exchange.Path.Name);
        var found = core.Store.Find(address) ?? throw StatusFailures.NotFound(exchange.Type, exchange.Path.Name);
        return Show(exchange, found, 200);
    }

    /// <summary>Answers a stored object in the form the client accepts.</summary>
    public ApiResponse Show(Exchange exchange, StoredObject item, int status) =>
        exchange.Accept.Shape is ResponseShape.Whole or ResponseShape.AggregatedDiscovery
            ? new ApiResponse(status, exchange.Accept.MediaType, item.Encode(exchange.Type.View).Utf8)
            : ApiResponses.Json(
                shapes.Of(exchange.Type, exchange.Type.View.Present(item.Json), exchange.Accept.Shape), status, exchange.Accept.MediaType);

    public ApiResponse List(Exchange exchange) =>
        exchange.Query.Flag("watch") ? Watch(exchange) : Page(exchange);

    /// <summary>The objects a query selects.</summary>
    public static ListRequest Selection(Exchange exchange)
    {
        var query = exchange.Query;
        return new ListRequest(exchange.Type, exchange.Path.Namespace.Length > 0 ? exchange.Path.Namespace : null)
        {
            Labels = LabelSelector.Parse(query["labelSelector"]),
            Fields = FieldSelector.Parse(query["fieldSelector"], exchange.Type),
        };
    }

    private ApiResponse Page(Exchange exchange)
    {
        var query = exchange.Query;
        var match = query["resourceVersionMatch"];
        var request = Selection(exchange) with
        {
            Limit = (int)Math.Min(query.Number("limit") ?? 0, int.MaxValue),
            Continue = query["continue"],
            Revision = Revision(query),
            Exact = match == "Exact",
        };
        CheckMatch(exchange, match);
        var page = reader.List(request);
        return exchange.Accept.Shape is ResponseShape.Table or ResponseShape.Metadata
            ? ApiResponses.Json(shapes.OfPage(exchange.Type, page, exchange.Accept.Shape), 200, exchange.Accept.MediaType)
            : new ApiResponse(200, exchange.Accept.MediaType, ListBody.Write(exchange.Type, page));
    }

    private ApiResponse Watch(Exchange exchange)
    {
        var query = exchange.Query;
        var initial = query.OptionalFlag("sendInitialEvents");
        if (initial == true && query["resourceVersionMatch"] != "NotOlderThan")
        {
            throw StatusFailures.InvalidListOptions(
                FieldError.Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }

        var options = new WatchOptions(
            Selection(exchange) with { Revision = Revision(query) },
            initial,
            query.Flag("allowWatchBookmarks"),
            query.Number("timeoutSeconds") is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400)) : DefaultWatchTime,
            exchange.Accept.Shape);
        return new ApiResponse(200, exchange.Accept.MediaType, ReadOnlyMemory<byte>.Empty)
        {
            Frames = new WatchStream(core.Store, transportClock, shapes, options),
        };
    }

    private static void CheckMatch(Exchange exchange, string match)
    {
        if (match.Length == 0)
        {
            return;
        }

        var version = exchange.Query["resourceVersion"];
        var fault = match switch
        {
            not ("Exact" or "NotOlderThan") => FieldError.NotSupported("resourceVersionMatch", match, ["Exact", "NotOlderThan", ""]),
            _ when version.Length == 0 =>
                FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided"),
            _ when exchange.Query["continue"].Length > 0 =>
                FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"),
            "Exact" when version == "0" =>
                FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""),
            _ => null,
        };
        if (fault is not null)
        {
            throw StatusFailures.InvalidListOptions(fault);
        }
    }

    private static long Revision(QueryParameters query)
    {
        var text = query["resourceVersion"];
        return text.Length == 0 ? 0
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision
            : throw StatusFailures.VersionUnreadable(text);
    }
}
