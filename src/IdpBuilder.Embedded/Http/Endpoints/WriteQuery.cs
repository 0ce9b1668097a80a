using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Reads the parameters that all writes share.</summary>
internal static class WriteQuery
{
    private const int ManagerLimit = 128;

    public static WriteRequest Read(Exchange exchange)
    {
        var query = exchange.Query;
        return new WriteRequest(exchange.Type, exchange.Path.Namespace, exchange.Path.Name)
        {
            Subresource = exchange.Path.Subresource,
            DryRun = DryRun(query),
            FieldManager = Manager(exchange.Request),
            Validation = Validation(query),
            Force = query.Flag("force"),
        };
    }

    public static bool DryRun(QueryParameters query)
    {
        foreach (var value in query.All("dryRun"))
        {
            if (value != "All")
            {
                throw StatusFailures.BadRequest($"invalid dry run option: dryRun: Unsupported value: \"{value}\": supported values: \"All\"");
            }
        }

        return query.Has("dryRun");
    }

    // Clients that do not name themselves are known by the first part of their user agent.
    private static string Manager(ApiRequest request)
    {
        var manager = request.Query["fieldManager"];
        if (manager.Length > ManagerLimit)
        {
            throw StatusFailures.BadRequest($"fieldManager: Too long: may not be more than {ManagerLimit} bytes");
        }

        if (manager.Length > 0)
        {
            return manager;
        }

        var agent = request.Header("User-Agent");
        var slash = agent.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? agent : agent[..slash];
        return name.Length == 0 ? "unknown" : name.Length > ManagerLimit ? name[..ManagerLimit] : name;
    }

    private static FieldValidation Validation(QueryParameters query) => query["fieldValidation"] switch
    {
        "" or "Warn" => FieldValidation.Warn,
        "Ignore" => FieldValidation.Ignore,
        "Strict" => FieldValidation.Strict,
        var other => throw StatusFailures.BadRequest(
            $"fieldValidation: Unsupported value: \"{other}\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\""),
    };
}
