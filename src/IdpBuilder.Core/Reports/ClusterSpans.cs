using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Reports;

/// <summary>Turns what is known of the making of a cluster into a span.</summary>
internal static class ClusterSpans
{
    // Clocks of this machine and of the one that nodes run on differ a little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>The cluster with the steps of its making and its Nodes; null when nothing is known.</summary>
    public static ReportSpan? Build(ReportFacts facts)
    {
        var born = facts.Birth is null ? null : ResourceTimes.Made(facts.Birth);
        var inside = Frames.InOrder(Made(facts.Steps, born).Select(Step).Concat(facts.Nodes.Select(Node)));
        if (born is null && inside.Count == 0)
        {
            return null;
        }

        var frame = Frames.Around(ReportSpanKind.Cluster, facts.Cluster, string.Empty, inside);
        return frame with { StartedAt = born is null || frame.StartedAt < born ? frame.StartedAt : born };
    }

    // Another session may have removed that cluster and made one of the same name: then it was born at another time.
    private static IReadOnlyList<TimelineStep> Made(IReadOnlyList<TimelineStep> steps, DateTimeOffset? born) =>
        steps.Count > 0 && born >= steps[0].StartedAt - Tolerance && born <= steps.Max(step => step.FinishedAt) + Tolerance ? steps : [];

    private static ReportSpan Step(TimelineStep step) => new()
    {
        Kind = ReportSpanKind.Step,
        Name = step.Name,
        StartedAt = step.StartedAt,
        FinishedAt = step.FinishedAt,
    };

    // A Node says since when it has been ready, not when it was so first: a moment, and no bar.
    private static ReportSpan Node(Manifest node)
    {
        var ready = node.Status.Children("conditions").FirstOrDefault(condition => condition.Text("type") == "Ready");
        var isReady = ready.Text("status") == "True";
        return new ReportSpan
        {
            Kind = ReportSpanKind.Step,
            Name = $"Node {node.Name}",
            Type = "Node",
            StartedAt = ResourceTimes.Made(node),
            Outcome = isReady ? ReportOutcome.Succeeded : ReportOutcome.Running,
            Message = isReady && ready.Time("lastTransitionTime") is { } since ? $"ready since {DurationText.Of(since)}" : ready.Text("message"),
        };
    }
}
