namespace IdpBuilder.Embedded.Actors.Workflows.Validation;

/// <summary>A Workflow's spec that Argo Workflows refuses, with its message.</summary>
internal sealed class InvalidSpecException(string message) : Exception(message);
