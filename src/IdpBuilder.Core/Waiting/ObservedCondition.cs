namespace IdpBuilder.Waiting;

/// <summary>A condition that lets somebody look on.</summary>
/// <param name="condition">The condition.</param>
/// <param name="observer">Is shown the objects whenever they are judged.</param>
public sealed class ObservedCondition(IWaitCondition condition, Action<ObservedObjects> observer) : IWaitCondition
{
    /// <inheritdoc/>
    public string Description => condition.Description;

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        observer(objects);
        return condition.Evaluate(objects);
    }
}
