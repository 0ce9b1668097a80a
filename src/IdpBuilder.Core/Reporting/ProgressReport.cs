namespace IdpBuilder.Reporting;

/// <summary>How far a piece of work is.</summary>
/// <param name="Activity">The work; one line is shown per activity.</param>
/// <param name="Status">What is being done now.</param>
/// <param name="Percent">0 to 100, or -1 when nobody can know.</param>
/// <param name="Completed">Whether the line goes away.</param>
public sealed record ProgressReport(string Activity, string Status, int Percent = -1, bool Completed = false);
