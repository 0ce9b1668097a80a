using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Refuses reviews that ask nothing.</summary>
internal static class ReviewRules
{
    private const string Resource = "resourceAttributes";
    private const string NonResource = "nonResourceAttributes";

    /// <summary>Checks a review.</summary>
    /// <exception cref="StatusException">It asks nothing, or two things at once.</exception>
    public static void Check(Exchange exchange, JsonObject review)
    {
        var spec = review.Child("spec") ?? [];
        switch (exchange.Type.Type.Kind)
        {
            case "TokenReview" when spec.Text("token").Length == 0:
                throw StatusFailures.BadRequest("token is required for TokenReview in authentication");
            case "SelfSubjectRulesReview" when spec.Text("namespace").Length == 0:
                throw StatusFailures.BadRequest("no namespace on request");
            case "SelfSubjectAccessReview" or "SubjectAccessReview" or "LocalSubjectAccessReview":
                CheckAccess(exchange, spec);
                break;
        }
    }

    private static void CheckAccess(Exchange exchange, JsonObject spec)
    {
        var faults = new List<FieldError>();
        switch (spec.ContainsKey(Resource), spec.ContainsKey(NonResource))
        {
            case (true, true):
                faults.Add(FieldError.Invalid("spec." + NonResource, spec[NonResource], $"cannot be specified in combination with {Resource}"));
                break;
            case (false, false):
                faults.Add(FieldError.Invalid("spec." + Resource, null, $"exactly one of {NonResource} or {Resource} must be specified"));
                break;
        }

        var aboutSomebody = exchange.Type.Type.Kind != "SelfSubjectAccessReview";
        if (aboutSomebody && spec.Text("user").Length == 0 && !spec.Texts("groups").Any())
        {
            faults.Add(FieldError.InvalidText("spec.user", string.Empty, "at least one of user or group must be specified"));
        }

        if (exchange.Path.Namespace.Length > 0 && spec.Child(Resource) is { } asked && asked.Text("namespace") != exchange.Path.Namespace)
        {
            faults.Add(FieldError.InvalidText($"spec.{Resource}.namespace", asked.Text("namespace"), "must match metadata.namespace"));
        }

        if (faults.Count > 0)
        {
            throw StatusFailures.Invalid(exchange.Type, string.Empty, faults);
        }
    }
}
