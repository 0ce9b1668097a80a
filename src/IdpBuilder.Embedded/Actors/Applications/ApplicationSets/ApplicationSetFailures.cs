using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>The failures of the ApplicationSet controller; they become conditions of the set.</summary>
internal static class ApplicationSetFailures
{
    /// <summary>Two sets generate an Application of one name.</summary>
    public static KubernetesApiException OwnedByAnother(Manifest application, string owner) => new(
        "ApplicationOwnedByAnother",
        FailureKind.InvalidOperation,
        422,
        "Invalid",
        $"Object {application.Namespace}/{application.Name} is already owned by another ApplicationSet controller {owner}",
        application.Key);
}
