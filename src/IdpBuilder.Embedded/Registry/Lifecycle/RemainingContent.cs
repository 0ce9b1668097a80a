using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry.Lifecycle;

/// <summary>What a namespace that is being deleted still holds, in the words of a namespace controller.</summary>
internal static class RemainingContent
{
    /// <summary>The conditions of the namespace.</summary>
    /// <param name="resources">How many objects of each resource there are.</param>
    /// <param name="finalizers">All finalizers of all objects.</param>
    /// <param name="now">The time, as objects bear it.</param>
    public static JsonArray Conditions(IEnumerable<(string Plural, string Group, int Count)> resources, IEnumerable<string> finalizers, string now)
    {
        // A real controller writes the group after a dot, and the dot even without a group.
        var remaining = string.Join(", ", resources.Select(one => $"{one.Plural}.{one.Group} has {one.Count} resource instances"));
        var held = string.Join(", ", finalizers
            .GroupBy(name => name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} in {group.Count()} resource instances"));
        return
        [
            Condition("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered", now),
            Condition("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed", now),
            Condition("NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization", now),
            Condition("NamespaceContentRemaining", true, "SomeResourcesRemain", "Some resources are remaining: " + remaining, now),
            held.Length > 0
                ? Condition("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", "Some content in the namespace has finalizers remaining: " + held, now)
                : Condition("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished", now),
        ];
    }

    private static JsonObject Condition(string type, bool holds, string reason, string message, string now) => new()
    {
        ["type"] = type,
        ["status"] = holds ? "True" : "False",
        ["lastTransitionTime"] = now,
        ["reason"] = reason,
        ["message"] = message,
    };
}
