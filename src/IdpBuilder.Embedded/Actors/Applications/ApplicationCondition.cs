namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Something that an Application's status has to say.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Message">The sentence.</param>
internal sealed record ApplicationCondition(ConditionType Type, string Message)
{
    public override string ToString() => $"{Type}: {Message}";
}
