namespace IdpBuilder;

/// <summary>Something that failed by itself, not because of what is inside it.</summary>
/// <param name="Package">The package it belongs to; empty for none.</param>
/// <param name="Where">What it is and what it is inside of, from the outermost on.</param>
/// <param name="Message">Why it failed, as whoever ran it says.</param>
/// <param name="Span">The span.</param>
public sealed record ReportFailure(string Package, string Where, string Message, ReportSpan Span)
{
    /// <inheritdoc/>
    public override string ToString() => Message.Length == 0 ? Where : $"{Where}: {Message}";
}
