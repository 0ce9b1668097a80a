namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>A function that expressions can call.</summary>
internal delegate object? Function(object?[] arguments);
