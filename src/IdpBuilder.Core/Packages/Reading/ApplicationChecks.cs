using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>Finds what Argo CD would refuse in an Application or ApplicationSet.</summary>
internal static class ApplicationChecks
{
    /// <summary>Adds a diagnostic for each mistake.</summary>
    public static void Check(ManifestDocument document, Manifest application, ICollection<Diagnostic> diagnostics)
    {
        ManifestChecks.Check(document, application, diagnostics);
        if (application.Namespace is { Length: > 0 } and not ArgoTypes.Namespace)
        {
            diagnostics.Add(ApplicationMistakes.Namespace(application, document.Locate("metadata/namespace")));
        }

        ApplicationFields.Check(document, application, diagnostics);
        if (application.Kind == ArgoTypes.ApplicationSet.Kind && !IsComplete(document, application, diagnostics))
        {
            return;
        }

        CheckSources(document, application, diagnostics);
        CheckDestination(document, application, diagnostics);
    }

    private static bool IsComplete(ManifestDocument document, Manifest set, ICollection<Diagnostic> diagnostics)
    {
        if (set.Spec?["generators"] is not JsonArray { Count: > 0 })
        {
            diagnostics.Add(ApplicationMistakes.SetIncomplete(set, "spec.generators", document.Locate("spec/generators")));
        }

        if (ApplicationSources.SpecOf(set).Spec is null)
        {
            diagnostics.Add(ApplicationMistakes.SetIncomplete(set, "spec.template.spec", document.Locate("spec/template")));
            return false;
        }

        return true;
    }

    private static void CheckSources(ManifestDocument document, Manifest application, ICollection<Diagnostic> diagnostics)
    {
        var (spec, path) = ApplicationSources.SpecOf(application);
        var sources = ApplicationSources.Of(application).ToArray();
        if (sources.Length == 0)
        {
            // A hydrated Application and a template patched by generators get their source elsewhere.
            if (spec?["sourceHydrator"] is null && application.Spec?["templatePatch"] is null)
            {
                diagnostics.Add(ApplicationMistakes.SourceMissing(application, document.Locate(path)));
            }

            return;
        }

        foreach (var (source, sourcePath) in sources)
        {
            if (ApplicationSources.Text(source, "repoURL") is var url && url.StartsWith("cnoe:", StringComparison.OrdinalIgnoreCase) && !url.StartsWith(CnoeAddress.Scheme, StringComparison.Ordinal))
            {
                diagnostics.Add(ApplicationMistakes.AddressInvalid(url, document.Locate($"{sourcePath}/repoURL")));
            }

            if (Missing(source, oneOfSeveral: sourcePath.Contains("/sources/", StringComparison.Ordinal)) is { } missing)
            {
                diagnostics.Add(ApplicationMistakes.SourceIncomplete(missing, document.Locate(sourcePath)));
            }
        }
    }

    private static string? Missing(JsonObject source, bool oneOfSeveral)
    {
        if (source["repoURL"] is not JsonValue url || url.ToString().Length == 0)
        {
            return "The source has no 'repoURL'.";
        }

        var hasChart = source["chart"] is not null;
        if (source["path"] is null && !hasChart && !(oneOfSeveral && source["ref"] is not null))
        {
            return oneOfSeveral ? "The source has neither 'path', 'chart' nor 'ref'." : "The source has neither 'path' nor 'chart'.";
        }

        return source["targetRevision"] switch
        {
            null when hasChart => "The source is a chart without a 'targetRevision'.",
            JsonValue value when value.GetValueKind() is not (System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Null) =>
                $"'targetRevision' is {value.ToJsonString()}, which YAML reads as no text; put it in quotes.",
            _ => null,
        };
    }

    private static void CheckDestination(ManifestDocument document, Manifest application, ICollection<Diagnostic> diagnostics)
    {
        var (spec, path) = ApplicationSources.SpecOf(application);
        if (spec?["destination"] is not JsonObject destination)
        {
            if (application.Spec?["templatePatch"] is null)
            {
                diagnostics.Add(ApplicationMistakes.Destination($"{application.Kind} '{application.Name}' has no 'destination'.", document.Locate(path)));
            }

            return;
        }

        var (server, name) = (ApplicationSources.Text(destination, "server"), ApplicationSources.Text(destination, "name"));
        if ((server.Length == 0) == (name.Length == 0))
        {
            diagnostics.Add(ApplicationMistakes.Destination(
                server.Length == 0 ? "The destination names no cluster: it needs 'server' or 'name'." : "The destination has both 'server' and 'name'.",
                document.Locate($"{path}/destination")));
        }
    }
}
