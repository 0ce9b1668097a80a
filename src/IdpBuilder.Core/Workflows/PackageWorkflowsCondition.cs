using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Workflows;

/// <summary>
/// Satisfied when the imperative work of a package is done: the operations of its Applications have succeeded for the revision just
/// installed, which means that all their hooks have, and so have the Workflows it deploys. Its health does not matter here.
/// </summary>
/// <param name="package">The package's name.</param>
/// <param name="clock">The cluster's time.</param>
public sealed class PackageWorkflowsCondition(string package, TimeProvider clock) : IWaitCondition
{
    /// <inheritdoc/>
    public string Description => $"the hooks and workflows of package '{package}'";

    /// <summary>What must be watched.</summary>
    public static IReadOnlyList<ResourceSelector> Selectors => [.. InstalledPackage.Selectors, new ResourceSelector(ArgoWorkflowTypes.Workflow)];

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var installed = InstalledPackage.Find(package, objects.All);
        if (installed.Owned.Count == 0)
        {
            return WaitVerdict.Impossible("not installed", new WaitCause(Description, "no Application carries its label; install it with Install-IdpPackage"));
        }

        // A set that has not made its Applications yet has work ahead.
        var verdicts = installed.Sets.Select(ApplicationSetReadiness.Judge)
            .Concat(installed.Applications.Select(application => JudgeOperation(application, installed.RevisionsOf(application))))
            .Concat(WorkflowsOf(installed, objects).Select(Judge))
            .ToList();
        return verdicts.Find(verdict => verdict.State == WaitState.Impossible)
            ?? verdicts.Find(verdict => verdict.State == WaitState.Waiting)
            ?? WaitVerdict.Satisfied("all done");
    }

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

    private static WaitVerdict Judge(Workflow workflow) => workflow.Phase switch
    {
        WorkflowPhase.Succeeded => WaitVerdict.Satisfied($"{workflow.Name} {workflow.Phase}"),
        WorkflowPhase.Failed or WorkflowPhase.Error => WaitVerdict.Impossible($"{workflow.Name} {workflow.Phase}", [.. WorkflowCondition.CausesOf(workflow)]),
        _ => WaitVerdict.Waiting($"Workflow '{workflow.Namespace}/{workflow.Name}' {workflow.Phase} {workflow.Progress}"),
    };

    // Failed hooks are the operation's affair: a retry may make them anew.
    private IEnumerable<Workflow> WorkflowsOf(InstalledPackage installed, ObservedObjects objects)
    {
        var applications = installed.Applications.Select(application => application.Name).ToHashSet(StringComparer.Ordinal);
        return objects.Of(ArgoWorkflowTypes.Group, ArgoWorkflowTypes.Workflow.Kind)
            .Where(run => WorkflowOrigin.HookOf(run).Length == 0 && applications.Contains(WorkflowOrigin.PackageOf(run)))
            .Select(run => WorkflowEngines.Read(run, [], clock.GetUtcNow())!);
    }
}
