using IdpBuilder.Waiting;

namespace IdpBuilder.Tests.Clusters;

/// <summary>Waits for what never comes.</summary>
internal sealed class NeverCondition : IWaitCondition
{
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Description => "what never comes";

    /// <summary>Ends when the condition has been evaluated.</summary>
    public Task Looked => _looked.Task;

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        _looked.TrySetResult();
        return WaitVerdict.Waiting("nothing");
    }
}
