using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of StorageClasses and CSIDrivers.</summary>
internal static class StorageDefaults
{
    public static void ApplyClass(JsonObject storageClass)
    {
        storageClass.DefaultText("reclaimPolicy", "Delete");
        storageClass.DefaultText("volumeBindingMode", "Immediate");
    }

    public static void ApplyDriver(JsonObject driver)
    {
        if (driver.Struct("spec") is not { } spec)
        {
            return;
        }

        spec.Default("attachRequired", true);
        spec.Default("podInfoOnMount", false);
        spec.Default("storageCapacity", false);
        spec.Default("requiresRepublish", false);
        spec.Default("seLinuxMount", false);
        spec.DefaultText("fsGroupPolicy", "ReadWriteOnceWithFSType");
        if (spec["volumeLifecycleModes"] is null or JsonArray { Count: 0 })
        {
            spec["volumeLifecycleModes"] = new JsonArray("Persistent");
        }
    }
}
