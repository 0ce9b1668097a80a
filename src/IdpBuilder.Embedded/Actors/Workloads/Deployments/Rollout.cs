using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Deployments;

/// <summary>A Deployment with its ReplicaSets, and how many replicas each of them should have next.</summary>
internal sealed class Rollout
{
    public const string RevisionAnnotation = "deployment.kubernetes.io/revision";
    public const string HashLabel = "pod-template-hash";

    public Rollout(Manifest deployment, IEnumerable<Manifest> sets)
    {
        Deployment = deployment;
        Hash = PodTemplate.Hash(deployment.Spec?["template"]);
        Sets = [.. sets.Where(set => set.DeletionTimestamp.Length == 0)];
        New = Sets.FirstOrDefault(set => set.Label(HashLabel) == Hash);
        Old = [.. Sets.Where(set => set != New).OrderBy(RevisionOf)];
        Desired = NodePath.Whole(deployment.Spec?["replicas"]) ?? 1;
        Limits = RolloutLimits.Of(deployment.Spec, Desired);
        IsPaused = deployment.Spec?["paused"] is JsonValue paused && paused.TryGetValue(out bool value) && value;
    }

    public Manifest Deployment { get; }

    /// <summary>The hash of the template.</summary>
    public string Hash { get; }

    public IReadOnlyList<Manifest> Sets { get; }

    /// <summary>The set of the present template, or null.</summary>
    public Manifest? New { get; }

    /// <summary>The sets of earlier templates, the oldest first.</summary>
    public IReadOnlyList<Manifest> Old { get; }

    public long Desired { get; }

    public RolloutLimits Limits { get; }

    public bool IsPaused { get; }

    /// <summary>The revision of the present template: one more than that of any other.</summary>
    public long Revision => Math.Max(Old.Select(RevisionOf).DefaultIfEmpty(0).Max() + 1, New is null ? 0 : RevisionOf(New));

    public static long RevisionOf(Manifest set) =>
        long.TryParse(set.Annotation(RevisionAnnotation), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    public static long Replicas(Manifest set) => NodePath.Whole(set.Spec?["replicas"]) ?? 0;

    public static long Counted(Manifest set, string field) => NodePath.Whole(set.Status?[field]) ?? 0;

    /// <summary>How many replicas the new set should have now; null while it must wait.</summary>
    public long? NextOfNew()
    {
        var now = New is null ? 0 : Replicas(New);
        if (NodePath.Text(Deployment.Spec, "strategy", "type") == "Recreate")
        {
            return Old.All(set => Replicas(set) == 0 && Counted(set, "replicas") == 0) ? Desired : null;
        }

        if (now >= Desired)
        {
            return Desired;
        }

        var room = Desired + Limits.Surge - Sets.Sum(Replicas);
        return now + Math.Max(0, Math.Min(room, Desired - now));
    }

    /// <summary>The old sets to scale down, and to how many.</summary>
    public IEnumerable<(Manifest Set, long Replicas)> NextOfOld()
    {
        if (NodePath.Text(Deployment.Spec, "strategy", "type") == "Recreate")
        {
            return Old.Where(set => Replicas(set) > 0).Select(set => (set, 0L));
        }

        return New is null ? [] : ScaleDown();
    }

    private IEnumerable<(Manifest Set, long Replicas)> ScaleDown()
    {
        // Pods of the new set that are not available yet still take the place of available ones.
        var unavailableNew = Replicas(New!) - Counted(New!, "availableReplicas");
        var spare = Sets.Sum(Replicas) - (Desired - Limits.Unavailable) - unavailableNew;
        foreach (var set in Old.Where(set => Replicas(set) > 0))
        {
            var broken = Replicas(set) - Counted(set, "availableReplicas");
            var healthy = Math.Min(Replicas(set) - broken, Math.Max(0, AvailableBeyondNeed()));
            var less = Math.Min(Math.Max(0, spare), broken + healthy);
            spare -= less;
            if (less > 0)
            {
                yield return (set, Replicas(set) - less);
            }
        }
    }

    private long AvailableBeyondNeed() => Sets.Sum(set => Counted(set, "availableReplicas")) - (Desired - Limits.Unavailable);
}
