using System.Text.Json.Nodes;
using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages.State;

/// <summary>Satisfied when the objects are there by which a package calls itself ready; impossible when one of them is Degraded.</summary>
/// <param name="package">The package's name.</param>
/// <param name="wanted">The objects.</param>
public sealed class ReadyObjectCondition(string package, IReadOnlyList<ReadyObject> wanted) : IWaitCondition
{
    /// <inheritdoc/>
    public string Description => $"what package '{package}' calls ready";

    /// <summary>What must be watched.</summary>
    public IReadOnlyList<ResourceSelector> Selectors =>
        [.. wanted.Select(item => new ResourceSelector(item.Type, item.Namespace, FieldSelector: $"metadata.name={item.Name}"))];

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        foreach (var item in wanted)
        {
            if (Find(item, objects) is { } live && ResourceHealthTable.Assess(live) is { Status: HealthStatus.Degraded } bad)
            {
                var why = bad.Message.Length > 0 ? $"it is Degraded: {bad.Message}" : "it is Degraded";
                return WaitVerdict.Impossible($"{item} is Degraded", CauseOf(package, item), new WaitCause(item.ToString(), why));
            }
        }

        var open = wanted.Select(item => Missing(item, objects)).FirstOrDefault(missing => missing is not null);
        return open is null ? WaitVerdict.Satisfied("everything is there") : WaitVerdict.Waiting(open);
    }

    /// <summary>The objects that keep the package from becoming ready.</summary>
    internal IReadOnlyList<Manifest> Degraded(ObservedObjects objects) =>
        [.. wanted.Select(item => Find(item, objects)).OfType<Manifest>().Where(live => ResourceHealthTable.Assess(live) is { Status: HealthStatus.Degraded })];

    /// <summary>The first link of the chain: that the package itself names the object.</summary>
    internal static WaitCause CauseOf(string package, ReadyObject item) => new($"package '{package}'", $"it calls itself ready when {item} is");

    /// <summary>Whether a status condition is True.</summary>
    internal static bool IsTrue(Manifest live, string condition) => (live.Status?["conditions"] as JsonArray)?.OfType<JsonObject>()
        .Any(entry => ApplicationState.Text(entry, "type") == condition && ApplicationState.Text(entry, "status") == "True") == true;

    private static Manifest? Find(ReadyObject item, ObservedObjects objects) =>
        objects.Find(new ResourceKey(item.Type.Group, item.Type.Kind, item.Namespace, item.Name));

    private static string? Missing(ReadyObject item, ObservedObjects objects)
    {
        if (Find(item, objects) is not { } live)
        {
            return $"{item} does not exist yet";
        }

        if (item.Condition.Length > 0)
        {
            return IsTrue(live, item.Condition) ? null : $"{item} is not {item.Condition} yet";
        }

        return ResourceHealthTable.Assess(live) is { Status: not HealthStatus.Healthy } verdict ? $"{item} is {verdict.Status}" : null;
    }
}
