namespace IdpBuilder.Host.Editing;

/// <summary>What completion offers for a part of the line.</summary>
/// <param name="Start">Where the part begins that would be replaced.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Texts">What could stand there.</param>
/// <param name="Labels">How each is called in a list.</param>
internal sealed record LineCandidates(int Start, int Length, IReadOnlyList<string> Texts, IReadOnlyList<string> Labels)
{
    /// <summary>Nothing.</summary>
    public static LineCandidates None { get; } = new(0, 0, [], []);
}
