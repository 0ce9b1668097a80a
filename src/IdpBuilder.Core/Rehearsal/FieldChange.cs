namespace IdpBuilder;

/// <summary>A field of an object that would change.</summary>
/// <param name="Path">Where it is, such as <c>spec.template.spec.containers[name=main].image</c>.</param>
/// <param name="Old">What it says; null when it is not there. Objects and lists are JSON; of a Secret's data nothing is shown.</param>
/// <param name="New">What it would say; null when it would go.</param>
public sealed record FieldChange(string Path, string? Old, string? New)
{
    private const int Longest = 160;

    /// <summary><c>path: old -> new</c>, on one line.</summary>
    public override string ToString() => $"{Path}: {Short(Old)} -> {Short(New)}";

    private static string Short(string? value)
    {
        var line = value switch
        {
            null => "(none)",
            "" => "\"\"",
            _ => value.ReplaceLineEndings("\\n"),
        };
        return line.Length <= Longest ? line : $"{line[..Longest]}...";
    }
}
