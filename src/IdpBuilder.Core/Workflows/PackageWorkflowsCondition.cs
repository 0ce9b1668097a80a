using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Sync;
using IdpBuilder.Waiting;

namespace IdpBuilder.Workflows;

/// <summary>
/// Satisfied when the imperative work of a package is done: its operations have succeeded for the revision just installed, which means
/// that all their hooks have, and so have the Workflows it deploys. Its health does not matter here.
/// </summary>
/// <param name="package">The package's name.</param>
/// <param name="inNamespace">The namespace of the Workflows that count beside the operations; empty for all.</param>
/// <param name="clock">The cluster's time.</param>
public sealed class PackageWorkflowsCondition(string package, string inNamespace, TimeProvider clock) : IWaitCondition
{
    /// <inheritdoc/>
    public string Description => $"the hooks and workflows of package '{package}'";

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var installed = InstalledPackage.Find(package, objects.All);
        if (installed.Owned.Count > 0)
        {
            // A set that has not made its Applications yet has work ahead.
            return Worst(
                [
                    .. installed.Sets.Select(ApplicationSetReadiness.Judge),
                    .. installed.Applications.Select(application => JudgeOperation(application, installed.RevisionsOf(application))),
                    .. WorkflowsOf(installed.Applications.Select(application => application.Name), objects),
                ]);
        }

        return RecordOf(objects) is { } record
            ? Worst([JudgeOperations(record), .. WorkflowsOf(record.Operations.Select(operation => operation.Application), objects)])
            : WaitVerdict.Impossible("not installed", new WaitCause(Description, "the package is not installed; install it with Install-IdpPackage"));
    }

    private static WaitVerdict Worst(List<WaitVerdict> verdicts) =>
        verdicts.Find(verdict => verdict.State == WaitState.Impossible)
        ?? verdicts.Find(verdict => verdict.State == WaitState.Waiting)
        ?? WaitVerdict.Satisfied("all done");

    private static WaitVerdict JudgeOperation(Manifest application, InstalledRevisions revisions)
    {
        var state = new ApplicationState(application);
        var current = revisions.Match(application, state.SyncedRevisions);
        if (state.IsRefreshing || state.IsOperating || !current || state.Phase != "Succeeded")
        {
            // A failed operation, a refused specification and the like: readiness knows and explains them all.
            var verdict = ApplicationReadiness.Judge(application, revisions, syncRequested: false);
            return verdict.State == WaitState.Satisfied ? WaitVerdict.Waiting(verdict.Seen) : verdict;
        }

        return WaitVerdict.Satisfied(state.Phase);
    }

    // Readiness knows why an operation failed or what it waits for; where all have succeeded, only health is left, which is not asked here.
    private static WaitVerdict JudgeOperations(DirectRecord record) =>
        record.Operations.All(operation => operation.Phase == OperationPhase.Succeeded)
            ? WaitVerdict.Satisfied(nameof(OperationPhase.Succeeded))
            : DirectReadiness.Judge(record, _ => null);

    private static WaitVerdict Judge(Workflow workflow) => workflow.Phase switch
    {
        WorkflowPhase.Succeeded => WaitVerdict.Satisfied($"{workflow.Name} {workflow.Phase}"),
        WorkflowPhase.Failed or WorkflowPhase.Error => WaitVerdict.Impossible($"{workflow.Name} {workflow.Phase}", [.. WorkflowCondition.CausesOf(workflow)]),
        _ => WaitVerdict.Waiting($"{workflow.Kind} '{workflow.Namespace}/{workflow.Name}' {workflow.Phase} {workflow.Progress}"),
    };

    private DirectRecord? RecordOf(ObservedObjects objects) =>
        objects.All.Where(DirectRecords.IsRecord).Select(DirectRecord.Read).FirstOrDefault(record => record.Package == package);

    // Failed hooks are the operation's affair: a retry may make them anew.
    private IEnumerable<WaitVerdict> WorkflowsOf(IEnumerable<string> applications, ObservedObjects objects)
    {
        var own = applications.ToHashSet(StringComparer.Ordinal);
        return WorkflowEngines.All.Where(engine => !engine.OnlyHooks)
            .SelectMany(engine => objects.Of(engine.RunType.Group, engine.RunType.Kind, inNamespace).Where(engine.IsRun))
            .Where(run => WorkflowOrigin.HookOf(run).Length == 0 && own.Contains(WorkflowOrigin.ApplicationOf(run)))
            .Select(run => Judge(WorkflowEngines.Read(run, objects.All, clock.GetUtcNow())!));
    }
}
