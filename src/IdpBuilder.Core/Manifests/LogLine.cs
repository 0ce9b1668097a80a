namespace IdpBuilder.Manifests;

/// <summary>A line that a container printed.</summary>
/// <param name="Time">When the runtime received it.</param>
/// <param name="Text">The line without its end.</param>
public readonly record struct LogLine(DateTimeOffset Time, string Text);
