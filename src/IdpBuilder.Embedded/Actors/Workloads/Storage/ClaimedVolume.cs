using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Storage;

/// <summary>The volume a provisioner makes for a claim.</summary>
internal static class ClaimedVolume
{
    public static Manifest For(Manifest claim, Manifest storageClass)
    {
        var name = $"pvc-{claim.Uid}";
        return new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "PersistentVolume",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["annotations"] = new JsonObject { ["pv.kubernetes.io/provisioned-by"] = NodePath.Text(storageClass.Json, "provisioner") },
            },
            ["spec"] = new JsonObject
            {
                ["accessModes"] = claim.Spec?["accessModes"]?.DeepClone() ?? new JsonArray("ReadWriteOnce"),
                ["capacity"] = new JsonObject { ["storage"] = NodePath.At(claim.Spec, "resources", "requests", "storage")?.DeepClone() ?? "1Gi" },
                ["claimRef"] = ReferenceTo(claim),
                ["hostPath"] = new JsonObject { ["path"] = $"/var/local-path-provisioner/{name}", ["type"] = "DirectoryOrCreate" },
                ["persistentVolumeReclaimPolicy"] = storageClass.Json["reclaimPolicy"]?.DeepClone() ?? "Delete",
                ["storageClassName"] = storageClass.Name,
                ["volumeMode"] = claim.Spec?["volumeMode"]?.DeepClone() ?? "Filesystem",
            },
        });
    }

    public static JsonObject ReferenceTo(Manifest claim) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "PersistentVolumeClaim",
        ["namespace"] = claim.Namespace,
        ["name"] = claim.Name,
        ["uid"] = claim.Uid,
    };
}
