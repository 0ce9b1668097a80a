using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Comparison;

/// <summary>An Application's <c>ignoreDifferences</c>: parts of objects that are not compared.</summary>
public sealed class IgnoredDifferences
{
    private readonly List<IgnoredDifference> _rules = [];

    private IgnoredDifferences(List<string> unsupported) => Unsupported = unsupported;

    /// <summary>The expressions that are not understood here, and therefore ignore nothing.</summary>
    public IReadOnlyList<string> Unsupported { get; }

    /// <summary>Reads the rules; null when there are none.</summary>
    public static IgnoredDifferences? Read(JsonArray? rules)
    {
        if (rules is not { Count: > 0 })
        {
            return null;
        }

        var unsupported = new List<string>();
        var result = new IgnoredDifferences(unsupported);
        result._rules.AddRange(rules.OfType<JsonObject>().Select(rule => IgnoredDifference.Read(rule, unsupported)));
        return result;
    }

    /// <summary>Whether some rule concerns the object.</summary>
    public bool Concern(Manifest manifest) => _rules.Exists(rule => rule.Concerns(manifest));

    /// <summary>Takes the ignored parts out of both.</summary>
    /// <param name="target">The manifest, by which rules are chosen.</param>
    /// <param name="live">The live object, whose field managers are looked up.</param>
    /// <param name="wanted">What the manifest says; changed.</param>
    /// <param name="existing">What the live object says; changed.</param>
    public void Remove(Manifest target, Manifest live, JsonObject wanted, JsonObject existing)
    {
        foreach (var rule in _rules.Where(rule => rule.Concerns(target)))
        {
            rule.Remove(live, wanted);
            rule.Remove(live, existing);
        }
    }

    /// <summary>A copy of the target whose ignored parts say what the live object says.</summary>
    public Manifest Adopt(Manifest target, Manifest live)
    {
        if (!Concern(target))
        {
            return target;
        }

        var stripped = (JsonObject)live.Json.DeepClone();
        stripped.Remove("status");
        var full = (JsonObject)stripped.DeepClone();
        var wanted = (JsonObject)target.Json.DeepClone();
        Remove(target, live, wanted, stripped);
        return MergePatch.Between(stripped, full) is { } ignored
            ? new Manifest(Overlay(wanted, ignored))
            : new Manifest(wanted);
    }

    private static JsonObject Overlay(JsonObject onto, JsonObject patch)
    {
        foreach (var (field, value) in patch)
        {
            if (value is JsonObject inner && onto[field] is JsonObject existing)
            {
                Overlay(existing, inner);
            }
            else if (value is not null)
            {
                onto[field] = value.DeepClone();
            }
        }

        return onto;
    }
}
