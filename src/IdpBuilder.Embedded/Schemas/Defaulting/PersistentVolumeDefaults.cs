using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of PersistentVolumes and the claims to them.</summary>
internal static class PersistentVolumeDefaults
{
    public static void ApplyVolume(JsonObject volume)
    {
        if (volume.Struct("spec") is { } spec)
        {
            spec.DefaultText("persistentVolumeReclaimPolicy", "Retain");
            spec.DefaultText("volumeMode", "Filesystem");
            spec.Map("hostPath")?.Default("type", string.Empty);
        }
    }

    public static void ApplyClaim(JsonObject claim)
    {
        claim.Struct("status")?.DefaultText("phase", "Pending");
        if (claim.Struct("spec") is { } spec)
        {
            ApplyClaimSpec(spec);
        }
    }

    public static void ApplyClaimSpec(JsonObject spec)
    {
        spec.DefaultText("volumeMode", "Filesystem");
        spec.Default("resources", new JsonObject());
    }
}
