using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>Writes statuses, and only when they say something new.</summary>
internal static class StatusUpdate
{
    /// <summary>A copy of the status to work on; empty when there is none.</summary>
    public static JsonObject Begin(Manifest current) => current.Status?.DeepClone() as JsonObject ?? [];

    /// <summary>Writes the status unless it is what the object has.</summary>
    public static async Task WriteAsync(ActorContext context, Manifest current, JsonObject status, CancellationToken stop)
    {
        if (JsonNode.DeepEquals(current.Json["status"], status))
        {
            return;
        }

        var next = new JsonObject { ["apiVersion"] = current.ApiVersion, ["kind"] = current.Kind, ["metadata"] = current.Metadata!.DeepClone() };
        if (current.Spec is { } spec)
        {
            next["spec"] = spec.DeepClone();
        }

        next["status"] = status;
        await context.Api.ReplaceAsync(new Manifest(next), WriteOptions.ToStatus, stop).ConfigureAwait(false);
    }

    /// <summary>Sets a number, which upstream leaves out when it is zero.</summary>
    public static void SetCount(JsonObject status, string name, long count)
    {
        if (count == 0)
        {
            status.Remove(name);
        }
        else
        {
            status[name] = count;
        }
    }
}
