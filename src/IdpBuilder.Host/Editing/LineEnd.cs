namespace IdpBuilder.Host.Editing;

/// <summary>How the typing of a line ended.</summary>
internal enum LineEnd
{
    /// <summary>With Enter.</summary>
    Entered,

    /// <summary>With Ctrl+C: what was typed is thrown away.</summary>
    Cancelled,

    /// <summary>With Ctrl+D in an empty line: there is no more.</summary>
    Closed,
}
