using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Rendering;
using IdpBuilder.Sync;

namespace IdpBuilder.Planning;

/// <summary>Makes what a plan is made of. Charts and kustomizations are rendered as the embedded cluster renders them, so that both agree.</summary>
/// <param name="reader">Reads rendered manifests.</param>
/// <param name="programs">Renders charts and kustomizations.</param>
/// <param name="server">The cluster that the plan is for, as charts see it.</param>
public sealed class PlanRendering(IManifestReader reader, IProgramRunner programs, ServerCapabilities server)
{
    /// <summary>Renders what an Application of a package will deploy, as far as it can be known on this machine.</summary>
    public async Task<PlannedPackage> RenderAsync(Package package, PackageApplication application, CancellationToken stop)
    {
        var spec = application.Manifest.Spec;
        var manifests = new List<PlannedManifest>();
        var leftOut = new List<LeftOutSource>();
        if (application.IsSet)
        {
            leftOut.Add(new LeftOutSource($"ApplicationSet '{application.Name}'", "the Applications that it generates are known in the cluster only"));
        }

        foreach (var source in application.Sources)
        {
            if (source.Manifests is { } written)
            {
                manifests.AddRange(written.Select(item => new PlannedManifest(item.Manifest, item.Span.ToString())));
            }
            else if (!source.IsLocal)
            {
                leftOut.Add(new LeftOutSource(source.Name, "only Argo CD reaches it"));
            }
            else
            {
                await AddRenderedAsync(package, application, source, manifests, leftOut, stop).ConfigureAwait(false);
            }
        }

        var options = SyncOptions.Parse(spec.Child("syncPolicy").Texts("syncOptions"));
        return new PlannedPackage(package.Name, spec.Child("destination").Text("namespace"), manifests, options) { LeftOut = leftOut };
    }

    private async Task AddRenderedAsync(
        Package package, PackageApplication application, PackageApplicationSource source,
        List<PlannedManifest> manifests, List<LeftOutSource> leftOut, CancellationToken stop)
    {
        try
        {
            var renderer = new SourceRenderer(new PackageRepositories(package, application), reader, programs);
            var rendered = await renderer.RenderAsync(
                new ApplicationSource(source.Definition),
                [.. application.Sources.Select(other => new ApplicationSource(other.Definition))],
                RenderRequest.For(application.Manifest, server),
                stop).ConfigureAwait(false);
            manifests.AddRange(rendered.Manifests.Select(manifest => new PlannedManifest(manifest, source.Place)));
        }
        catch (RenderingException failure)
        {
            leftOut.Add(new LeftOutSource(source.Name, failure.Message));
        }
    }
}
