using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Whether an object marked for deletion still has something that keeps it.</summary>
internal static class DeletionHold
{
    public static bool Holds(JsonObject json)
    {
        var metadata = json["metadata"] as JsonObject;
        return FinalizerList.Of(metadata).Any()
            || NodePath.Whole(metadata?["deletionGracePeriodSeconds"]) > 0
            || (json["kind"]?.ToString() == "Namespace" && json["apiVersion"]?.ToString() == "v1"
                && (json["spec"] as JsonObject)?["finalizers"] is JsonArray { Count: > 0 });
    }
}
