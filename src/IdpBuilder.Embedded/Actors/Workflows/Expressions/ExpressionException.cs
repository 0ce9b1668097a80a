namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>An expression that cannot be read or evaluated.</summary>
internal sealed class ExpressionException(string message) : Exception(message);
