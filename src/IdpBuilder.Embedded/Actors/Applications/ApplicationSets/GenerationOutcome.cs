using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>What generating came to.</summary>
/// <param name="Applications">The Applications, in the order of their generators; none after a failure.</param>
/// <param name="Reason">What failed, as a word; empty after none.</param>
/// <param name="Message">Why; empty after no failure.</param>
internal sealed record GenerationOutcome(IReadOnlyList<Manifest> Applications, string Reason, string Message)
{
    /// <summary>Whether it failed.</summary>
    public bool IsFailure => Reason.Length > 0;

    /// <summary>A success.</summary>
    public static GenerationOutcome Of(IReadOnlyList<Manifest> applications) => new(applications, string.Empty, string.Empty);

    /// <summary>A failure.</summary>
    public static GenerationOutcome Failed(string reason, string message) => new([], reason, message);
}
