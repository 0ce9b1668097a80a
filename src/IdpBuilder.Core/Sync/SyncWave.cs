using System.Globalization;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>The wave inside a phase in which an object is applied.</summary>
public static class SyncWave
{
    // Upstream's waves have 64 bits. So many are not told apart here, but one more must still fit behind the last.
    private const int Last = int.MaxValue - 1;

    /// <summary>Argo CD's annotation, else helm's hook weight, else 0; text that is no whole number counts as missing.</summary>
    public static int Of(Manifest manifest) =>
        Number(manifest, ArgoAnnotations.SyncWave) ?? Number(manifest, ArgoAnnotations.HelmHookWeight) ?? 0;

    private static int? Number(Manifest manifest, string annotation) =>
        long.TryParse(manifest.Annotation(annotation), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? (int)Math.Clamp(value, int.MinValue, Last)
            : null;
}
