namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>A part of an expression that can be evaluated.</summary>
/// <param name="names">What the names of the expression stand for; <c>#</c> is the element a predicate looks at.</param>
internal delegate object? Evaluation(IReadOnlyDictionary<string, object?> names);
