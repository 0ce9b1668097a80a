using System.Text.Json.Nodes;
using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages.State;

/// <summary>Satisfied when the objects are there by which a package calls itself ready.</summary>
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
        var open = wanted.Select(item => Missing(item, objects)).FirstOrDefault(missing => missing is not null);
        return open is null ? WaitVerdict.Satisfied("everything is there") : WaitVerdict.Waiting(open);
    }

    private static string? Missing(ReadyObject item, ObservedObjects objects)
    {
        var name = $"{item.Type.Kind} '{(item.Namespace.Length == 0 ? item.Name : $"{item.Namespace}/{item.Name}")}'";
        if (objects.Find(new ResourceKey(item.Type.Group, item.Type.Kind, item.Namespace, item.Name)) is not { } live)
        {
            return $"{name} does not exist yet";
        }

        if (item.Condition.Length > 0)
        {
            return IsTrue(live, item.Condition) ? null : $"{name} is not {item.Condition} yet";
        }

        return ResourceHealthTable.Assess(live) is { Status: not HealthStatus.Healthy } verdict ? $"{name} is {verdict.Status}" : null;
    }

    private static bool IsTrue(Manifest live, string condition) => (live.Status?["conditions"] as JsonArray)?.OfType<JsonObject>()
        .Any(entry => ApplicationState.Text(entry, "type") == condition && ApplicationState.Text(entry, "status") == "True") == true;
}
