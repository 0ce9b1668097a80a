using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>Satisfied when Argo CD says in the status of Applications that objects ask for confirmation: then it has seen how they are marked.</summary>
/// <param name="objects">The objects.</param>
internal sealed class DataProtected(IReadOnlyList<ResourceKey> objects) : IWaitCondition
{
    /// <inheritdoc/>
    public string Description => $"Argo CD to see that {string.Join(", ", objects)} stay";

    /// <summary>Whether there is anything to be seen.</summary>
    public bool IsNeeded => objects.Count > 0;

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects observed)
    {
        var seen = observed.Of(ArgoTypes.Application.Group, ArgoTypes.Application.Kind)
            .SelectMany(application => KeptData.ResourcesOf(application).Zip(application.Status.Children("resources")))
            .Where(pair => pair.Second.Flag("requiresDeletionConfirmation"))
            .Select(pair => pair.First.Key)
            .ToHashSet();
        var left = objects.Where(key => !seen.Contains(key)).ToList();
        return left.Count == 0 ? WaitVerdict.Satisfied("seen") : WaitVerdict.Waiting($"not yet {string.Join(", ", left)}");
    }
}
