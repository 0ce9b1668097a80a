using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.Reading;
using IdpBuilder.Rendering;

namespace IdpBuilder.Planning;

/// <summary>Finds what is wrong in the local charts and kustomizations of packages, which shows only when they are rendered.</summary>
/// <param name="reader">Reads rendered manifests.</param>
/// <param name="programs">Renders charts and kustomizations.</param>
/// <param name="server">The cluster they are for, as charts see it.</param>
public sealed class RenderedSources(IManifestReader reader, IProgramRunner programs, ServerCapabilities server)
{
    /// <summary>The set with the diagnostics of what it renders; where nothing on this machine can, that is said.</summary>
    public async Task<PackageSet> CheckAsync(PackageSet set, CancellationToken stop)
    {
        var found = new List<Diagnostic>();
        foreach (var package in set.Packages)
        {
            foreach (var application in package.Applications)
            {
                foreach (var source in application.Sources.Where(source => source is { IsLocal: true, Manifests: null }))
                {
                    await CheckAsync(package, application, source, found, stop).ConfigureAwait(false);
                }
            }
        }

        return set with { Diagnostics = [.. set.Diagnostics, .. found] };
    }

    private async Task CheckAsync(
        Package package, PackageApplication application, PackageApplicationSource source, List<Diagnostic> found, CancellationToken stop)
    {
        try
        {
            var renderer = new SourceRenderer(new PackageRepositories(package, application), reader, programs);
            var rendered = await renderer.RenderAsync(
                new ApplicationSource(source.Definition),
                [.. application.Sources.Select(other => new ApplicationSource(other.Definition))],
                RenderRequest.For(application.Manifest, server),
                stop).ConfigureAwait(false);
            foreach (var manifest in rendered.Manifests)
            {
                var span = new SourceSpan(source.Place);
                ManifestChecks.Check(new ManifestDocument(manifest.Json, span, _ => span), manifest, found);
            }
        }
        catch (RenderingException failure)
        {
            found.Add(failure.IsElsewhere
                ? ApplicationMistakes.SourceNotRendered(source.Name, failure.Message, application.Span)
                : ApplicationMistakes.SourceInvalid(failure.Message, application.Span));
        }
    }
}
