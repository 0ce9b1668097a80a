using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>Go's <c>text/template</c> with the functions of Argo CD: <c>goTemplate: true</c>.</summary>
internal sealed class GoTemplateLanguage : ITemplateLanguage
{
    private readonly GoFunctionTable _functions;
    private readonly bool _missingKeyIsError;
    private readonly Dictionary<string, GoTemplate> _parsed = new(StringComparer.Ordinal);

    /// <summary>Sets the language up.</summary>
    /// <param name="functions">The functions.</param>
    /// <param name="options">The <c>goTemplateOptions</c>; of <c>missingkey</c> the last one counts.</param>
    public GoTemplateLanguage(GoFunctionTable functions, IReadOnlyList<string> options)
    {
        _functions = functions;
        foreach (var option in options)
        {
            _missingKeyIsError = option switch
            {
                "missingkey=error" => true,
                "missingkey=default" or "missingkey=invalid" or "missingkey=zero" => false,
                _ => throw new TemplateException($"unrecognized option: {option}"),
            };
        }
    }

    /// <inheritdoc/>
    public bool KeepsStructure => true;

    /// <inheritdoc/>
    public string Render(string text, IReadOnlyDictionary<string, object?> parameters) => Execute(text, parameters, _missingKeyIsError);

    /// <inheritdoc/>
    public string? TryRender(string text, IReadOnlyDictionary<string, object?> parameters)
    {
        try
        {
            return Execute(text, parameters, missingKeyIsError: true);
        }
        catch (TemplateException failure) when (failure.InnerException is GoTemplateException { IsMissingKey: true })
        {
            return null;
        }
    }

    private string Execute(string text, IReadOnlyDictionary<string, object?> parameters, bool missingKeyIsError)
    {
        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            return text;
        }

        var template = Parse(text);
        try
        {
            return template.Execute(parameters, missingKeyIsError);
        }
        catch (GoTemplateException failure)
        {
            throw new TemplateException($"failed to execute go template {text}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is InsufficientExecutionStackException or InvalidOperationException)
        {
            throw new TemplateException($"failed to execute go template {text}: a value is nested too deep", failure);
        }
    }

    private GoTemplate Parse(string text)
    {
        if (_parsed.TryGetValue(text, out var known))
        {
            return known;
        }

        try
        {
            return _parsed[text] = GoTemplate.Parse(text, _functions);
        }
        catch (GoTemplateException mistake)
        {
            throw new TemplateException($"failed to parse template {text}: {mistake.Message}", mistake);
        }
    }
}
