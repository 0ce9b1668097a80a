using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>The quality of service class that requests and limits amount to.</summary>
internal static class PodQuality
{
    private static readonly string[] Counted = ["cpu", "memory"];

    public static string Of(JsonObject? spec)
    {
        var containers = new[] { "containers", "initContainers" }
            .SelectMany(list => (spec?[list] as JsonArray)?.OfType<JsonObject>() ?? [])
            .ToArray();
        if (!containers.Any(container => Amounts(container, "requests").Count + Amounts(container, "limits").Count > 0))
        {
            return "BestEffort";
        }

        return containers.All(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool IsGuaranteed(JsonObject container)
    {
        var requests = Amounts(container, "requests");
        var limits = Amounts(container, "limits");
        return Counted.All(limits.ContainsKey) && requests.All(request => limits.TryGetValue(request.Key, out var limit) && limit == request.Value);
    }

    private static Dictionary<string, string> Amounts(JsonObject container, string name) =>
        (NodePath.At(container, "resources", name) as JsonObject ?? [])
            .Where(entry => Counted.Contains(entry.Key, StringComparer.Ordinal))
            .ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? string.Empty, StringComparer.Ordinal);
}
