using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>Satisfied when an ApplicationSet has made its Applications of what was just installed; impossible when it cannot.</summary>
/// <param name="set">The ApplicationSet.</param>
internal sealed class SetGenerated(ResourceReference set) : IWaitCondition
{
    private readonly ResourceKey _key = new(ArgoTypes.ApplicationSet.Group, ArgoTypes.ApplicationSet.Kind, set.Namespace, set.Name);

    public string Description => $"the Applications of the ApplicationSet '{set.Name}'";

    public WaitVerdict Evaluate(ObservedObjects objects) => objects.Find(_key) is { } live
        ? ApplicationSetReadiness.Judge(live)
        : WaitVerdict.Impossible("it is not there", new WaitCause(set.ToString(), "it was removed"));
}
