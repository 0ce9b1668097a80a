namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>A language in which an ApplicationSet's texts are templates.</summary>
internal interface ITemplateLanguage
{
    /// <summary>Whether values keep their types and structure, rather than being flattened to text.</summary>
    bool KeepsStructure { get; }

    /// <summary>The text with parameters in it. A failure is a <see cref="TemplateException"/>.</summary>
    string Render(string text, IReadOnlyDictionary<string, object?> parameters);

    /// <summary>The text with parameters in it; null when it asks for one that is not there.</summary>
    string? TryRender(string text, IReadOnlyDictionary<string, object?> parameters);
}
