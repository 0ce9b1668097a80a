namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>Where the names of templates are looked up: in the workflow itself, or in a WorkflowTemplate that was referred to.</summary>
/// <param name="Kind"><c>local</c>, <c>namespaced</c> or <c>cluster</c>.</param>
/// <param name="Name">The workflow or the WorkflowTemplate.</param>
internal readonly record struct TemplateScope(string Kind, string Name)
{
    /// <summary>Whether it is the workflow itself.</summary>
    public bool IsLocal => Kind == "local";

    /// <summary>As nodes write it.</summary>
    public override string ToString() => $"{Kind}/{Name}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static TemplateScope Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new("local", text) : new(text[..slash], text[(slash + 1)..]);
    }
}
