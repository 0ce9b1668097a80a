using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Actors.Workloads.Deployments;

/// <summary>How far a rolling update may go beyond and below the wanted number of Pods.</summary>
/// <param name="Surge">Pods more than wanted.</param>
/// <param name="Unavailable">Pods less than wanted.</param>
internal readonly record struct RolloutLimits(long Surge, long Unavailable)
{
    public static RolloutLimits Of(JsonObject? spec, long replicas)
    {
        if (NodePath.Text(spec, "strategy", "type") == "Recreate")
        {
            return new RolloutLimits(0, replicas);
        }

        var rolling = NodePath.At(spec, "strategy", "rollingUpdate") as JsonObject;
        var surge = Share(rolling?["maxSurge"], replicas, roundUp: true);
        var unavailable = Share(rolling?["maxUnavailable"], replicas, roundUp: false);

        // With both at zero nothing could ever move.
        return new RolloutLimits(surge, surge == 0 && unavailable == 0 ? 1 : Math.Min(unavailable, replicas));
    }

    /// <summary>A number, or a percentage of the replicas; a quarter where nothing is said.</summary>
    public static long Share(JsonNode? value, long replicas, bool roundUp)
    {
        if (NodePath.Whole(value) is { } number)
        {
            return number;
        }

        var percent = value?.ToString().TrimEnd('%') is { } text && double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 25;
        var share = replicas * percent / 100;
        return (long)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }
}
