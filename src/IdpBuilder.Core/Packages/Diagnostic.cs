namespace IdpBuilder;

/// <summary>One thing found wrong, or noteworthy, in a package.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Code">A stable code such as <c>YamlSyntax</c>; listed in about_IdpBuilderErrors.</param>
/// <param name="Message">What is wrong, on what, and why.</param>
/// <param name="Span">Where.</param>
/// <param name="Remedy">The way out; empty when the message says it.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string Message, SourceSpan Span, string Remedy = "")
{
    /// <summary>The file.</summary>
    public string File => Span.File;

    /// <summary>The line, from 1; 0 when the whole file is meant.</summary>
    public int Line => Span.Line;

    /// <summary>The column, from 1; 0 when the whole line is meant.</summary>
    public int Column => Span.Column;

    /// <summary><c>file:line:column: severity code: message remedy</c>, one line.</summary>
    public override string ToString() =>
        $"{Span}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}{(Remedy.Length == 0 ? string.Empty : " " + Remedy)}";
}
