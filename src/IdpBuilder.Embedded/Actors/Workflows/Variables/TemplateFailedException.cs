namespace IdpBuilder.Embedded.Actors.Workflows.Variables;

/// <summary>A template that cannot be carried out as it is written, with the message that the node gets.</summary>
internal sealed class TemplateFailedException(string message, bool comesLater = false) : Exception(message)
{
    /// <summary>Whether the missing value may still come, so that it is tried again instead of failing.</summary>
    public bool ComesLater { get; } = comesLater;
}
