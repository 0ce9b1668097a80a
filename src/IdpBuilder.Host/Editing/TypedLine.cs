namespace IdpBuilder.Host.Editing;

/// <summary>A line that was typed.</summary>
/// <param name="Text">What was typed; empty unless it was entered.</param>
/// <param name="End">How the typing ended.</param>
internal readonly record struct TypedLine(string Text, LineEnd End);
