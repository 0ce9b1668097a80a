using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Asks the server what applying a manifest would make of the live object, as <c>ServerSideDiff=true</c> wants it.</summary>
internal static class ServerSideComparison
{
    private const string Option = "ServerSideDiff";

    private static readonly WriteOptions Rehearsal = new(SyncOptions.FieldManager, Force: true, DryRun: true);
    private static readonly string[] Bookkeeping = ["managedFields", "resourceVersion", "generation"];

    /// <summary>Whether a target is compared so: its own option counts before its Application's.</summary>
    public static bool IsWanted(Manifest application, Manifest target) =>
        (AnnotationOptions.ValueOf(target, ArgoAnnotations.CompareOptions, Option)
            ?? AnnotationOptions.ValueOf(application, ArgoAnnotations.CompareOptions, Option)) == "true";

    /// <summary>Whether the live object would change.</summary>
    public static async Task<bool> IsModifiedAsync(
        IKubernetesApi api, Manifest target, Manifest live, IgnoredDifferences? ignored, CancellationToken stop)
    {
        var predicted = await api.ApplyAsync(target, Rehearsal, stop).ConfigureAwait(false);
        var (wanted, existing) = (Compared(predicted), Compared(live));
        ignored?.Remove(target, live, wanted, existing);
        return !JsonNode.DeepEquals(wanted, existing);
    }

    private static JsonObject Compared(Manifest manifest)
    {
        var json = (JsonObject)manifest.Json.DeepClone();
        json.Remove("status");
        foreach (var field in Bookkeeping)
        {
            (json["metadata"] as JsonObject)?.Remove(field);
        }

        return json;
    }
}
