using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Gives a Pod the number of its priority class, as every API server does.</summary>
internal sealed class PodPriority(ObjectStore store)
{
    private static readonly ResourceId Classes = new("scheduling.k8s.io", "priorityclasses");

    // Every server has these from the start.
    private static readonly Dictionary<string, int> System = new(StringComparer.Ordinal)
    {
        ["system-node-critical"] = 2_000_001_000,
        ["system-cluster-critical"] = 2_000_000_000,
    };

    /// <summary>Changes the specification.</summary>
    /// <exception cref="StatusException">There is no such class.</exception>
    public void Apply(JsonObject spec, string pod)
    {
        var name = NodePath.Text(spec, "priorityClassName");
        var found = name.Length > 0 ? store.Find(new ObjectAddress(Classes, string.Empty, name))?.Json : Default();
        if (name.Length > 0 && found is null && !System.ContainsKey(name))
        {
            throw StatusFailures.NoPriorityClass(pod, name);
        }

        if (name.Length == 0 && found is not null)
        {
            spec["priorityClassName"] = NodePath.Text(found, "metadata", "name");
        }

        spec["priority"] = found is null ? System.GetValueOrDefault(name) : NodePath.Whole(found["value"]) ?? 0;
        spec["preemptionPolicy"] ??= NodePath.Text(found, "preemptionPolicy") is { Length: > 0 } policy ? policy : "PreemptLowerPriority";
    }

    private JsonObject? Default() => store.Read(Classes).State.Objects(string.Empty)
        .Select(item => item.Json)
        .FirstOrDefault(json => json["globalDefault"] is JsonValue value && value.TryGetValue(out bool isDefault) && isDefault);
}
