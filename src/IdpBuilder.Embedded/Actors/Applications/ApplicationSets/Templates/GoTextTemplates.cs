using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>The interpreter of ApplicationSets' templates, for texts of others.</summary>
/// <param name="reader">Reads YAML for <c>fromYaml</c>.</param>
public sealed class GoTextTemplates(IManifestReader reader) : ITextTemplates
{
    /// <inheritdoc/>
    public string Fill(string text, IReadOnlyDictionary<string, object?> values)
    {
        try
        {
            return new GoTemplateLanguage(new GoFunctionTable(reader), ["missingkey=error"]).Render(text, values);
        }
        catch (TemplateException failure)
        {
            throw new FormatException((failure.InnerException ?? failure).Message, failure);
        }
    }
}
