using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>A failure among the actors.</summary>
/// <param name="Time">The cluster's time.</param>
/// <param name="Actor">The actor's name; for a watch, what is watched.</param>
/// <param name="Subject">The object; empty for a watch.</param>
/// <param name="Attempt">How often it has failed in a row.</param>
/// <param name="Exception">How.</param>
internal sealed record ActorFailure(DateTimeOffset Time, string Actor, string Subject, int Attempt, Exception Exception)
{
    /// <summary>One line for a user.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Actor}{(Subject.Length == 0 ? string.Empty : $" on {Subject}")} ({Attempt} times): {Exception.Message}");
}
