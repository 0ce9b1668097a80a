namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>
/// An expression in the commonly used part of the language expr-lang, which Argo Workflows uses for <c>{{=…}}</c>, <c>depends</c>,
/// hooks and retries. What the part is, is written down in an architecture decision.
/// </summary>
internal sealed class Expression
{
    private readonly Evaluation _evaluation;

    private Expression(Evaluation evaluation, IReadOnlyList<ReferencedName> references, IReadOnlySet<string> called)
    {
        _evaluation = evaluation;
        References = references;
        Called = called;
    }

    /// <summary>The names it refers to.</summary>
    public IReadOnlyList<ReferencedName> References { get; }

    /// <summary>The names it calls as functions without an object before them.</summary>
    public IReadOnlySet<string> Called { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="ExpressionException">It is none.</exception>
    public static Expression Parse(string text)
    {
        var parser = new Parser(text);
        var evaluation = parser.ReadAll();
        return new Expression(evaluation, parser.References, parser.Called);
    }

    /// <summary>Evaluates it.</summary>
    /// <exception cref="ExpressionException">It cannot be evaluated with these names.</exception>
    public object? Evaluate(IReadOnlyDictionary<string, object?> names) => _evaluation(names);

    /// <summary>Evaluates a condition.</summary>
    /// <exception cref="ExpressionException">It cannot be evaluated, or is neither true nor false.</exception>
    public static bool IsTrue(string text, IReadOnlyDictionary<string, object?> names) =>
        Parse(text).Evaluate(names) is bool truth
            ? truth
            : throw new ExpressionException($"unable to cast expression result of '{text}' to bool");
}
