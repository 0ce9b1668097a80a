using IdpBuilder.Sync;

namespace IdpBuilder.Reports;

/// <summary>How outcomes follow from what others call phases and results.</summary>
internal static class ReportOutcomes
{
    /// <summary>The outcome of what holds others; well when it holds none.</summary>
    public static ReportOutcome Worst(IEnumerable<ReportOutcome> outcomes)
    {
        var known = outcomes.ToHashSet();
        return known.Contains(ReportOutcome.Failed) ? ReportOutcome.Failed
            : known.Contains(ReportOutcome.Running) ? ReportOutcome.Running
            : !known.Contains(ReportOutcome.Pending) ? ReportOutcome.Succeeded
            : known.Contains(ReportOutcome.Succeeded) ? ReportOutcome.Running
            : ReportOutcome.Pending;
    }

    /// <summary>The outcome of an operation or a hook; null is one that has not begun.</summary>
    public static ReportOutcome Of(OperationPhase? phase) => phase switch
    {
        OperationPhase.Succeeded => ReportOutcome.Succeeded,
        OperationPhase.Failed or OperationPhase.Error => ReportOutcome.Failed,
        null => ReportOutcome.Pending,
        _ => ReportOutcome.Running,
    };

    /// <summary>The outcome of a workflow.</summary>
    public static ReportOutcome Of(WorkflowPhase phase) => phase switch
    {
        WorkflowPhase.Succeeded => ReportOutcome.Succeeded,
        WorkflowPhase.Running => ReportOutcome.Running,
        WorkflowPhase.Pending => ReportOutcome.Pending,
        _ => ReportOutcome.Failed,
    };

    /// <summary>The outcome of a node.</summary>
    public static ReportOutcome Of(WorkflowNodePhase phase) => phase switch
    {
        WorkflowNodePhase.Succeeded => ReportOutcome.Succeeded,
        WorkflowNodePhase.Skipped or WorkflowNodePhase.Omitted => ReportOutcome.Skipped,
        WorkflowNodePhase.Running => ReportOutcome.Running,
        WorkflowNodePhase.Pending => ReportOutcome.Pending,
        _ => ReportOutcome.Failed,
    };

    /// <summary>The sign that shows an outcome to who does not see colours.</summary>
    public static string Sign(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Succeeded => "✔",
        ReportOutcome.Failed => "✖",
        ReportOutcome.Running => "●",
        ReportOutcome.Skipped => "○",
        _ => "◷",
    };
}
