using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Reports;

/// <summary>When an object was made and when it became what it is for, as far as the object itself tells.</summary>
internal static class ResourceTimes
{
    // The condition by which a kind says that it serves. Others have none, or one that says something else.
    private static readonly Dictionary<string, string> Serving = new(StringComparer.Ordinal)
    {
        ["Deployment"] = "Available",
        ["CustomResourceDefinition"] = "Established",
        ["APIService"] = "Available",
        ["Pod"] = "Ready",
    };

    /// <summary>When it was made; null when it does not say.</summary>
    public static DateTimeOffset? Made(Manifest live) => live.Metadata.Time("creationTimestamp");

    /// <summary>
    /// When it was done: at once for a kind that knows no health, by its condition for one that has one. Null for others, and for
    /// what is not healthy.
    /// </summary>
    public static DateTimeOffset? Done(Manifest live)
    {
        var health = ResourceHealth.Of(live).Status;
        if (health is null)
        {
            return Made(live);
        }

        var condition = live.Status.Children("conditions").FirstOrDefault(condition => IsServing(condition, live.Kind));
        return health == HealthStatus.Healthy && condition.Time("lastTransitionTime") is { } time && time >= Made(live) ? time : null;
    }

    private static bool IsServing(JsonObject condition, string kind) =>
        condition.Text("type") == Serving.GetValueOrDefault(kind, "Ready") && condition.Text("status") == "True";
}
