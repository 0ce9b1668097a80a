using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>Finds objects that an Application says more than once: Argo CD applies the last one alone.</summary>
internal static class RepeatedObjects
{
    /// <summary>Adds a diagnostic for each but the last.</summary>
    public static void Check(Manifest application, IEnumerable<PackageApplicationSource> sources, ICollection<Diagnostic> diagnostics)
    {
        var elsewhere = ApplicationSources.DestinationNamespace(application);
        var objects = sources.SelectMany(source => source.Manifests ?? []).Where(entry => entry.Manifest.Name.Length > 0);
        foreach (var repeated in objects.GroupBy(entry => IdentityOf(entry.Manifest, elsewhere)))
        {
            var last = repeated.Last();
            foreach (var earlier in repeated.SkipLast(1))
            {
                diagnostics.Add(ManifestMistakes.Repeated(earlier.Manifest, last.Span, earlier.Span));
            }
        }
    }

    private static (string Group, string Kind, string Namespace, string Name) IdentityOf(Manifest manifest, string elsewhere) => (
        manifest.GroupVersionKind.Group,
        manifest.Kind,
        manifest.Namespace.Length > 0 ? manifest.Namespace : elsewhere,
        manifest.Name);
}
