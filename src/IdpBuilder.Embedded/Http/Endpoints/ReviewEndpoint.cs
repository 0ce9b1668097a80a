using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Access;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers questions about who somebody is and what they may do.</summary>
internal sealed class ReviewEndpoint(RequestBody bodies, ServiceAccountTokens tokens, BearerAuthentication authentication, Authorization authorization)
{
    public static bool Answers(string group) => group is "authentication.k8s.io" or "authorization.k8s.io";

    public async Task<ApiResponse> AnswerAsync(Exchange exchange, CancellationToken stop)
    {
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var (review, _) = bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, exchange.Type.Type.Kind);
        var request = WriteQuery.Read(exchange);
        ObjectRules.CheckOutline(request, review);
        ObjectRules.Decode(request, review);
        ReviewRules.Check(exchange, review);
        review["status"] = Status(exchange, review);
        return ApiResponses.Json(review, 201, exchange.Accept.MediaType).With(ApiResponses.Warnings(request.Warnings));
    }

    private JsonObject Status(Exchange exchange, JsonObject review) => exchange.Type.Type.Kind switch
    {
        "SelfSubjectReview" => new JsonObject { ["userInfo"] = authorization.UserOf(exchange.Request) },
        "TokenReview" => TokenStatus(review.Child("spec").Text("token")),
        "SelfSubjectAccessReview" => AccessStatus(authorization.UserOf(exchange.Request), review.Child("spec")),
        "SubjectAccessReview" or "LocalSubjectAccessReview" => AccessStatus(SubjectOf(review.Child("spec")), review.Child("spec")),
        "SelfSubjectRulesReview" => new JsonObject
        {
            ["resourceRules"] = new JsonArray(
                [.. authorization.RulesFor(exchange.Request, review.Child("spec").Text("namespace")).Select(rule => rule.DeepClone())]),
            ["nonResourceRules"] = new JsonArray(new JsonObject
            {
                ["verbs"] = new JsonArray("*"),
                ["nonResourceURLs"] = new JsonArray("*"),
            }),
            ["incomplete"] = false,
        },
        _ => new JsonObject { ["allowed"] = true },
    };

    private JsonObject AccessStatus(JsonObject user, JsonObject? spec)
    {
        // Paths that are no resources tell what every client needs to know: discovery, version and health.
        var allowed = spec.Child("resourceAttributes") is not { } wanted || authorization.Allows(user, QuestionOf(wanted));
        return new JsonObject { ["allowed"] = allowed };
    }

    private static AccessQuestion QuestionOf(JsonObject wanted)
    {
        var part = wanted.Text("subresource");
        var resource = part.Length == 0 ? wanted.Text("resource") : $"{wanted.Text("resource")}/{part}";
        return new AccessQuestion(wanted.Text("verb"), wanted.Text("group"), resource, wanted.Text("namespace"), wanted.Text("name"));
    }

    private static JsonObject SubjectOf(JsonObject? spec) => new()
    {
        ["username"] = spec.Text("user"),
        ["groups"] = new JsonArray([.. spec.Texts("groups").Select(group => JsonValue.Create(group))]),
    };

    private JsonObject TokenStatus(string token) =>
        tokens.UserOf(token) is { } account ? new JsonObject { ["authenticated"] = true, ["user"] = account }
        : authentication.Knows(token) ? new JsonObject { ["authenticated"] = true, ["user"] = Authorization.Administrator() }
        : new JsonObject { ["user"] = new JsonObject(), ["error"] = "[invalid bearer token]" };
}
