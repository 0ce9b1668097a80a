namespace IdpBuilder.Reports;

/// <summary>A chart of a time in which something happened.</summary>
/// <param name="Start">When that time began.</param>
/// <param name="Text">The chart, in Mermaid's words.</param>
/// <param name="LeftOut">How many spans had no room in it.</param>
internal sealed record MermaidChart(DateTimeOffset Start, string Text, int LeftOut);
