namespace IdpBuilder;

/// <summary>A parameter that a workflow template declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its value when none is supplied; null when there is none.</param>
/// <param name="Required">Whether a value must be supplied.</param>
/// <param name="Enum">The values allowed; empty for any.</param>
/// <param name="Description">What it is for.</param>
public sealed record WorkflowTemplateParameter(
    string Name, string? Default, bool Required, IReadOnlyList<string> Enum, string Description);
