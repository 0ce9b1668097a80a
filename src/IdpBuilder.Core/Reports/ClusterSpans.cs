using IdpBuilder.Manifests;

namespace IdpBuilder.Reports;

/// <summary>Turns what is known of the making of a cluster into a span.</summary>
internal static class ClusterSpans
{
    /// <summary>The cluster with its Nodes; null when nothing is known.</summary>
    public static ReportSpan? Build(ReportFacts facts)
    {
        var nodes = facts.Nodes.Select(Node).ToArray();
        var born = facts.Birth is null ? null : ResourceTimes.Made(facts.Birth);
        return born is null && nodes.Length == 0
            ? null
            : Frames.Around(ReportSpanKind.Cluster, facts.Cluster, string.Empty, Frames.InOrder(nodes)) with { StartedAt = born ?? nodes.Min(node => node.StartedAt) };
    }

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
