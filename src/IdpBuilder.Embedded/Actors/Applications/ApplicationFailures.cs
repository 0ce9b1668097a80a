using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>The failures of syncing; their messages stand in the Application's operation state.</summary>
internal static class ApplicationFailures
{
    public static IdpException MissingType(Manifest manifest) => new(
        "ResourceTypeMissing", FailureKind.NotFound, "the server could not find the requested resource", manifest.ToString());

    public static IdpException WithoutName(Manifest manifest) => new(
        "ManifestNameMissing", FailureKind.InvalidData, $"error when applying {manifest.Kind}: resource name may not be empty", manifest.ToString());

    public static IdpException NotText(Manifest manifest, string field) => new(
        "ManifestMetadataInvalid",
        FailureKind.InvalidData,
        $"error validating data: {manifest.Kind} '{manifest.Name}': metadata.{field} is not a text; put its value in quotes",
        manifest.ToString());

    public static IdpException Vanished(Manifest manifest, Exception cause) => new(
        "ResourceVanished", FailureKind.Failed, $"{manifest} existed when it was to be created and was gone when it was read", manifest.ToString(), cause);
}
