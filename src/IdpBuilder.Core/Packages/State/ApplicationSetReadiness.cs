using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages.State;

/// <summary>Says whether an ApplicationSet has made its Applications; whether those are ready is their own matter.</summary>
internal static class ApplicationSetReadiness
{
    /// <summary>Asks Argo CD to generate anew.</summary>
    public const string RefreshAnnotation = "argocd.argoproj.io/application-set-refresh";

    /// <summary>Looks at an ApplicationSet.</summary>
    public static WaitVerdict Judge(Manifest set)
    {
        if (set.DeletionTimestamp.Length > 0)
        {
            return WaitVerdict.Impossible("being deleted", Cause(set, "it is being deleted"));
        }

        if (set.Annotation(RefreshAnnotation) is not null)
        {
            return WaitVerdict.Waiting("refresh pending");
        }

        if (Condition(set, "ErrorOccurred") is { } error && ApplicationState.Text(error, "status") == "True")
        {
            var message = ApplicationState.Text(error, "message");
            return WaitVerdict.Impossible($"error: {message}", Cause(set, message));
        }

        return Condition(set, "ResourcesUpToDate") is { } done && ApplicationState.Text(done, "status") == "True"
            ? WaitVerdict.Satisfied("generated")
            : WaitVerdict.Waiting("generating Applications");
    }

    private static JsonObject? Condition(Manifest set, string type) => (set.Status?["conditions"] as JsonArray)?.OfType<JsonObject>()
        .FirstOrDefault(condition => ApplicationState.Text(condition, "type") == type);

    private static WaitCause Cause(Manifest set, string message) => new($"ApplicationSet '{set.Name}'", message);
}
