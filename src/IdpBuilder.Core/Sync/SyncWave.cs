using System.Globalization;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>The wave inside a phase in which an object is applied.</summary>
public static class SyncWave
{
    /// <summary>Argo CD's annotation, else helm's hook weight, else 0; text that is no whole number counts as missing.</summary>
    public static int Of(Manifest manifest) =>
        Number(manifest, ArgoAnnotations.SyncWave) ?? Number(manifest, ArgoAnnotations.HelmHookWeight) ?? 0;

    private static int? Number(Manifest manifest, string annotation) =>
        int.TryParse(manifest.Annotation(annotation), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
