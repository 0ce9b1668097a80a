namespace IdpBuilder;

/// <summary>A place in a file.</summary>
/// <param name="File">The file's path as the user gave it.</param>
/// <param name="Line">The line, from 1; 0 when the whole file is meant.</param>
/// <param name="Column">The column, from 1; 0 when the whole line is meant.</param>
public readonly record struct SourceSpan(string File, int Line = 0, int Column = 0)
{
    /// <summary><c>file:line:column</c>, as compilers and editors write it.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => $"{File}:{Line}",
        _ => $"{File}:{Line}:{Column}",
    };
}
