using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a Pod's volume.</summary>
internal static class VolumeDefaults
{
    private const int FileMode = 420;

    public static void Apply(JsonObject volume)
    {
        if (!volume.Any(field => field.Key != "name" && field.Value is not null))
        {
            volume["emptyDir"] = new JsonObject();
        }

        volume.Map("secret")?.Default("defaultMode", FileMode);
        volume.Map("configMap")?.Default("defaultMode", FileMode);
        volume.Map("hostPath")?.Default("type", string.Empty);
        volume.Map("iscsi")?.DefaultText("iscsiInterface", "default");
        if (volume.Map("downwardAPI") is { } downward)
        {
            downward.Default("defaultMode", FileMode);
            NameFieldVersions(downward);
        }

        if (volume.Map("projected") is { } projected)
        {
            ApplyProjected(projected);
        }

        if (volume.Map("ephemeral")?.Map("volumeClaimTemplate")?.Map("spec") is { } claim)
        {
            PersistentVolumeDefaults.ApplyClaimSpec(claim);
        }
    }

    private static void ApplyProjected(JsonObject projected)
    {
        projected.Default("defaultMode", FileMode);
        foreach (var source in projected.Maps("sources"))
        {
            source.Map("serviceAccountToken")?.Default("expirationSeconds", 3600);
            if (source.Map("downwardAPI") is { } downward)
            {
                NameFieldVersions(downward);
            }
        }
    }

    private static void NameFieldVersions(JsonObject downward)
    {
        foreach (var item in downward.Maps("items"))
        {
            item.Map("fieldRef")?.DefaultText("apiVersion", "v1");
        }
    }
}
