using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>
/// Satisfied when nothing is under way any more with an Application that would swallow the request for a sync: no operation runs
/// (one that only waits to be tried again does not count), and none of its deletion either.
/// </summary>
/// <param name="application">The Application.</param>
internal sealed class OperationEnded(ResourceReference application) : IWaitCondition
{
    private readonly ResourceKey _key = new(ArgoTypes.Application.Group, ArgoTypes.Application.Kind, application.Namespace, application.Name);

    public string Description => $"Argo CD, which is still busy with the Application '{application.Name}'";

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        if (objects.Find(_key) is not { } live)
        {
            return WaitVerdict.Satisfied("it is not there");
        }

        var state = new ApplicationState(live);
        if (live.DeletionTimestamp.Length > 0)
        {
            return WaitVerdict.Waiting("it is being deleted");
        }

        return state.IsOperating && !state.IsRetryPending
            ? WaitVerdict.Waiting(state.PhaseMessage.Length > 0 ? state.PhaseMessage : "a sync has been requested")
            : WaitVerdict.Satisfied("its sync has ended");
    }
}
