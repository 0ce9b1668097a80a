using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers questions about who somebody is and what they may do: whoever knows the token may do everything.</summary>
internal sealed class ReviewEndpoint(RequestBody bodies, ServiceAccountTokens tokens, BearerAuthentication authentication)
{
    public static bool Answers(string group) => group is "authentication.k8s.io" or "authorization.k8s.io";

    public async Task<ApiResponse> AnswerAsync(Exchange exchange, CancellationToken stop)
    {
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var (review, _) = bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, exchange.Type.Type.Kind);
        ObjectRules.CheckOutline(WriteQuery.Read(exchange), review);
        review["status"] = Status(exchange, review);
        return ApiResponses.Json(review, 201, exchange.Accept.MediaType);
    }

    private JsonObject Status(Exchange exchange, JsonObject review) => exchange.Type.Type.Kind switch
    {
        "SelfSubjectReview" => new JsonObject { ["userInfo"] = User(exchange) },
        "TokenReview" => TokenStatus(review.Child("spec").Text("token")),
        "SelfSubjectRulesReview" => new JsonObject
        {
            ["resourceRules"] = new JsonArray(new JsonObject
            {
                ["verbs"] = new JsonArray("*"),
                ["apiGroups"] = new JsonArray("*"),
                ["resources"] = new JsonArray("*"),
            }),
            ["nonResourceRules"] = new JsonArray(new JsonObject
            {
                ["verbs"] = new JsonArray("*"),
                ["nonResourceURLs"] = new JsonArray("*"),
            }),
            ["incomplete"] = false,
        },
        _ => new JsonObject { ["allowed"] = true },
    };

    private JsonObject User(Exchange exchange) =>
        tokens.UserOf(BearerAuthentication.TokenOf(exchange.Request)) ?? Administrator();

    private JsonObject TokenStatus(string token) =>
        tokens.UserOf(token) is { } account ? new JsonObject { ["authenticated"] = true, ["user"] = account }
        : authentication.Knows(token) ? new JsonObject { ["authenticated"] = true, ["user"] = Administrator() }
        : new JsonObject { ["user"] = new JsonObject(), ["error"] = "[invalid bearer token]" };

    private static JsonObject Administrator() =>
        new() { ["username"] = "kubernetes-admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") };
}
