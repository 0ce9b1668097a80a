namespace IdpBuilder.Waiting;

/// <summary>How a wait ended before its deadline.</summary>
/// <param name="Verdict">What the condition found at the end: satisfied or impossible.</param>
/// <param name="Objects">The objects it was found on.</param>
/// <param name="Elapsed">How long was waited.</param>
public sealed record WaitOutcome(WaitVerdict Verdict, ObservedObjects Objects, TimeSpan Elapsed)
{
    /// <summary>Whether what was waited for has come.</summary>
    public bool Succeeded => Verdict.State == WaitState.Satisfied;

    /// <summary>Whether it was so already when everything was seen for the first time.</summary>
    public bool AtFirstLook { get; init; }
}
