using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Http.Endpoints;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Access;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>Who sends a request, and whether it may do what it asks for: the cluster's own token may do everything, service accounts what their roles allow.</summary>
internal sealed class Authorization(BearerAuthentication authentication, ServiceAccountTokens tokens, AccessRules rules)
{
    private readonly Impersonation _impersonation = new(rules);

    /// <summary>Whoever knows the cluster's token.</summary>
    public static JsonObject Administrator() =>
        new() { ["username"] = "kubernetes-admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") };

    /// <summary>Who sends a request that was let in, or whom it wants its sender to be taken for.</summary>
    public JsonObject UserOf(ApiRequest request) =>
        Impersonation.Wanted(request) ?? AccountOf(request) ?? Administrator();

    /// <summary>Whether somebody, given as a <c>userInfo</c>, may do something.</summary>
    public bool Allows(JsonObject user, AccessQuestion question) => rules.Allow(user, question);

    /// <summary>The rules that count for the sender of a request in a namespace.</summary>
    public IEnumerable<JsonObject> RulesFor(ApiRequest request, string inNamespace) => rules.RulesFor(UserOf(request), inNamespace);

    /// <summary>Refuses what the sender has no right to.</summary>
    public void Require(Exchange exchange)
    {
        var (path, type) = (exchange.Path, exchange.Type);
        var sender = AccountOf(exchange.Request);
        var wanted = Impersonation.Wanted(exchange.Request);
        if (wanted is not null)
        {
            _impersonation.Require(exchange.Request, sender ?? Administrator());
        }

        // Everybody may ask who it is and what it may do.
        if (ReviewEndpoint.Answers(type.Type.Group) && type.Type.Kind.StartsWith("Self", StringComparison.Ordinal))
        {
            return;
        }

        var resource = path.Subresource.Length == 0 ? path.Resource : $"{path.Resource}/{path.Subresource}";
        var inNamespace = type.Namespaced ? path.Namespace : string.Empty;
        var question = new AccessQuestion(VerbOf(exchange), path.Group, resource, inNamespace, path.Name);
        if ((wanted ?? sender) is { } user && !rules.Allow(user, question))
        {
            throw StatusFailures.NotAllowed(type, question, user.Text("username"));
        }
    }

    // Null for whoever knows the cluster's token. A token that has expired since the request was let in stands for nobody.
    private JsonObject? AccountOf(ApiRequest request)
    {
        var token = BearerAuthentication.TokenOf(request);
        return authentication.Knows(token) ? null : tokens.UserOf(token) ?? throw StatusFailures.Unauthorized();
    }

    private static string VerbOf(Exchange exchange) => exchange.Request.Method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => exchange.Path.Name.Length > 0 ? "delete" : "deletecollection",
        _ when exchange.Path.Name.Length > 0 => "get",
        _ => exchange.Query.Flag("watch") ? "watch" : "list",
    };
}
