using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Schemas;

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
            DryRun = DryRun(exchange.Request),
            FieldManager = Manager(exchange.Request),
            Validation = Validation(exchange.Request),
            Force = query.Flag("force"),
        };
    }

    public static bool DryRun(ApiRequest request)
    {
        var values = request.Query.All("dryRun");
        return values.All(value => value == "All")
            ? values.Count > 0
            : throw Invalid(request, new FieldError(
                FieldErrorType.FieldValueNotSupported, "dryRun", "supported values: \"All\"",
                $"[]string{{{string.Join(", ", values.Select(value => $"\"{value}\""))}}}"));
    }

    // Clients that do not name themselves are known by the first part of their user agent.
    private static string Manager(ApiRequest request)
    {
        var manager = request.Query["fieldManager"];
        if (manager.Length > ManagerLimit)
        {
            throw Invalid(request, FieldError.TooLong("fieldManager", ManagerLimit));
        }

        if (manager.Any(char.IsControl))
        {
            throw Invalid(request, FieldError.InvalidText("fieldManager", manager, "should only contain printable characters"));
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

    private static FieldValidation Validation(ApiRequest request) => request.Query["fieldValidation"] switch
    {
        "" or "Warn" => FieldValidation.Warn,
        "Ignore" => FieldValidation.Ignore,
        "Strict" => FieldValidation.Strict,
        var other => throw Invalid(request, FieldError.NotSupported("fieldValidation", other, ["", "Ignore", "Strict", "Warn"])),
    };

    private static StatusException Invalid(ApiRequest request, FieldError fault) => StatusFailures.InvalidWriteOptions(
        request.Method switch
        {
            "POST" => "CreateOptions",
            "PUT" => "UpdateOptions",
            "PATCH" => "PatchOptions",
            _ => "DeleteOptions",
        },
        fault);
}
