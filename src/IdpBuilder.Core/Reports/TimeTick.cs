namespace IdpBuilder.Reports;

/// <summary>A mark on a time axis.</summary>
/// <param name="X">Where it is.</param>
/// <param name="Text">The time there.</param>
/// <param name="Day">The day, where the axis jumps to another one; else empty.</param>
internal readonly record struct TimeTick(double X, string Text, string Day = "");
