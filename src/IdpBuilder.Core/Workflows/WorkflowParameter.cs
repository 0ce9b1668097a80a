namespace IdpBuilder;

/// <summary>A named value that went into a workflow or node, or came out of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; engines know text only. Null while a declared value has not been supplied.</param>
public sealed record WorkflowParameter(string Name, string? Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}={Value}";
}
