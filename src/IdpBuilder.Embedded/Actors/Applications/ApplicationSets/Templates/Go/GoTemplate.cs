using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>A template in the language of Go's <c>text/template</c>, as Argo CD's ApplicationSets use it with <c>goTemplate: true</c>.</summary>
internal sealed class GoTemplate
{
    private readonly string _source;
    private readonly GoStatement _body;
    private readonly IReadOnlyDictionary<string, GoStatement> _templates;

    private GoTemplate(string source, GoStatement body, IReadOnlyDictionary<string, GoStatement> templates)
    {
        _source = source;
        _body = body;
        _templates = templates;
    }

    /// <summary>Parses a template; a mistake is a <see cref="GoTemplateException"/>.</summary>
    public static GoTemplate Parse(string source, GoFunctionTable functions)
    {
        var parser = new GoParser(source, functions);
        return new GoTemplate(source, parser.Parse(), parser.Templates);
    }

    /// <summary>Executes the template; a failure is a <see cref="GoTemplateException"/>.</summary>
    /// <param name="data">What the dot stands for.</param>
    /// <param name="missingKeyIsError">Whether a key that is not there is a failure, rather than <c>&lt;no value&gt;</c>.</param>
    public string Execute(object? data, bool missingKeyIsError)
    {
        var scope = new GoScope(_source, _templates, data, missingKeyIsError);
        _body.Execute(scope, data);
        return scope.Output;
    }
}
