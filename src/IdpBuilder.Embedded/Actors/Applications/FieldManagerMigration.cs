using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Hands the fields that client-side apply owns over to server-side apply, so that they can be withdrawn later.</summary>
internal static class FieldManagerMigration
{
    /// <summary>The patch that does it; null when the manager owns nothing.</summary>
    public static ManifestPatch? PatchFor(Manifest live, string manager)
    {
        if (live.Metadata?["managedFields"] is not JsonArray entries || !entries.Any(entry => IsUpdateOf(entry, manager)))
        {
            return null;
        }

        var migrated = (JsonArray)entries.DeepClone();
        var mine = migrated.OfType<JsonObject>().FirstOrDefault(entry =>
            entry.Text("manager") == SyncOptions.FieldManager && entry.Text("operation") == "Apply" && entry.Text("subresource").Length == 0);
        foreach (var entry in migrated.OfType<JsonObject>().Where(entry => IsUpdateOf(entry, manager)).ToArray())
        {
            if (mine is null)
            {
                entry["manager"] = SyncOptions.FieldManager;
                entry["operation"] = "Apply";
                mine = entry;
            }
            else
            {
                Unite(mine["fieldsV1"] as JsonObject, entry["fieldsV1"] as JsonObject);
                migrated.Remove(entry);
            }
        }

        return new ManifestPatch(PatchType.Json, new JsonArray(
            new JsonObject { ["op"] = "replace", ["path"] = "/metadata/managedFields", ["value"] = migrated },
            new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = live.ResourceVersion }));
    }

    private static bool IsUpdateOf(JsonNode? entry, string manager) =>
        entry.Text("manager") == manager && entry.Text("operation") == "Update" && entry.Text("subresource").Length == 0;

    private static void Unite(JsonObject? into, JsonObject? from)
    {
        foreach (var (step, inner) in from ?? [])
        {
            if (into?[step] is JsonObject known)
            {
                Unite(known, inner as JsonObject);
            }
            else
            {
                into?.Add(step, inner?.DeepClone());
            }
        }
    }
}
