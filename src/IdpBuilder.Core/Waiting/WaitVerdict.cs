namespace IdpBuilder.Waiting;

/// <summary>What a condition found.</summary>
/// <param name="State">Where the wait stands.</param>
/// <param name="Seen">What there is to see now, such as <c>OutOfSync, Progressing; 2 of 5 hooks done</c>.</param>
/// <param name="Percent">How far it is, 0 to 100, or -1 when nobody can know.</param>
/// <param name="Causes">Why it cannot come, from what was waited for down to the root; empty unless impossible.</param>
public sealed record WaitVerdict(WaitState State, string Seen, int Percent, IReadOnlyList<WaitCause> Causes)
{
    /// <summary>It may still come.</summary>
    /// <param name="seen">What there is to see now.</param>
    /// <param name="percent">How far it is, 0 to 100, or -1 when nobody can know.</param>
    public static WaitVerdict Waiting(string seen, int percent = -1) => new(WaitState.Waiting, seen, percent, []);

    /// <summary>It has come.</summary>
    /// <param name="seen">What there is to see now.</param>
    public static WaitVerdict Satisfied(string seen) => new(WaitState.Satisfied, seen, 100, []);

    /// <summary>It cannot come any more.</summary>
    /// <param name="seen">What there is to see now.</param>
    /// <param name="causes">Why, from what was waited for down to the root.</param>
    public static WaitVerdict Impossible(string seen, params IReadOnlyList<WaitCause> causes) =>
        new(WaitState.Impossible, seen, -1, causes);
}
