using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;
using IdpBuilder.Git;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>Makes of an ApplicationSet the Applications it stands for; writes nothing.</summary>
internal sealed class ApplicationGeneration(IRepositoryReader repositories, IManifestReader reader)
{
    private static readonly Dictionary<string, object?> NoParameters = [];

    private readonly GeneratorCatalog _catalog = new();
    private readonly GoFunctionTable _functions = new(reader);

    /// <summary>The Applications, or why there are none.</summary>
    public async ValueTask<GenerationOutcome> GenerateAsync(Manifest set, ArgoInventory inventory, CancellationToken stop)
    {
        var spec = set.Spec ?? [];
        var reason = ConditionReasons.ParametersNotGenerated;
        try
        {
            var template = spec.Map("template") ?? [];
            var context = new GeneratorContext(LanguageOf(spec), template.Map("spec").Text("project"), inventory, repositories, reader);
            var applications = new List<Manifest>();
            foreach (var entry in spec.Maps("generators"))
            {
                reason = ConditionReasons.ParametersNotGenerated;
                var results = await _catalog.CarryOutAsync(entry, template, NoParameters, context, stop).ConfigureAwait(false);
                reason = ConditionReasons.TemplateNotRendered;
                applications.AddRange(results.SelectMany(result => Applications(set, result, context.Language)));
            }

            return GenerationOutcome.Of(applications);
        }
        catch (Exception failure) when (failure is GenerationException or TemplateException)
        {
            return GenerationOutcome.Failed(reason, failure.Message);
        }
    }

    /// <summary>After which time the Applications may be others; null when a watch tells.</summary>
    public TimeSpan? LookAgainAfter(Manifest set) => set.Spec.Maps("generators").Min(_catalog.LookAgainAfter);

    private ITemplateLanguage LanguageOf(JsonObject spec) => spec.Flag("goTemplate")
        ? new GoTemplateLanguage(_functions, spec.Texts("goTemplateOptions"))
        : new FastTemplateLanguage();

    private IEnumerable<Manifest> Applications(Manifest set, GeneratedParameters generated, ITemplateLanguage language) =>
        generated.Sets.Select(parameters => Application(set, generated.Template, parameters, language));

    private Manifest Application(Manifest set, JsonObject template, Dictionary<string, object?> parameters, ITemplateLanguage language)
    {
        var deletesResources = !set.Spec.Map("syncPolicy").Flag("preserveResourcesOnDeletion");
        var application = ApplicationTemplate.ToApplication(template, parameters, language, deletesResources);
        if (set.Spec.Text("templatePatch") is { Length: > 0 } patch)
        {
            application = TemplatePatch.Apply(application, Rendered(patch, parameters, language), reader);
        }

        application.Map("metadata")!["namespace"] = set.Namespace;
        return new Manifest(application);
    }

    private static string Rendered(string patch, Dictionary<string, object?> parameters, ITemplateLanguage language)
    {
        try
        {
            return language.Render(patch, parameters);
        }
        catch (TemplateException failure)
        {
            throw new TemplateException($"error replacing values in templatePatch: {failure.Message}", failure);
        }
    }
}
