using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Workflows;

/// <summary>Satisfied when a workflow waits to be resumed; impossible when it has ended or is deleted.</summary>
/// <param name="key">The workflow's object.</param>
/// <param name="clock">The cluster's time.</param>
public sealed class WorkflowSuspendedCondition(ResourceKey key, TimeProvider clock) : IWaitCondition
{
    private readonly WorkflowCondition _end = new(key, clock);

    /// <inheritdoc/>
    public string Description => $"{key.Kind} '{key.Namespace}/{key.Name}' to be suspended";

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var verdict = _end.Evaluate(objects);
        if (verdict.State == WaitState.Satisfied)
        {
            return WaitVerdict.Impossible(verdict.Seen, new WaitCause(_end.Description, "it has ended and waits for nothing"));
        }

        if (verdict.State == WaitState.Impossible || objects.Find(key) is not { } run)
        {
            return verdict;
        }

        var workflow = WorkflowEngines.Read(run, [], clock.GetUtcNow())!;
        return workflow.Suspended ? WaitVerdict.Satisfied(verdict.Seen) : verdict;
    }
}
