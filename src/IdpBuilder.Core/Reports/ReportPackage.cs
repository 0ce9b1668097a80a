namespace IdpBuilder.Reports;

/// <summary>A package, with what was done for it last.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Outcome">Whether it is ready, may become so, or cannot.</param>
/// <param name="Message">Why, unless it is.</param>
/// <param name="Operations">The last sync of each of its Applications.</param>
internal sealed record ReportPackage(string Name, ReportOutcome Outcome, string Message, IReadOnlyList<ReportOperation> Operations);
