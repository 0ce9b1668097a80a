using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Reads comma-separated annotations as Argo CD does: trimmed, empty parts and repetitions dropped, case-sensitive.</summary>
public static class AnnotationOptions
{
    /// <summary>The values in order of appearance; empty without the annotation.</summary>
    public static IReadOnlyList<string> Values(Manifest manifest, string annotation)
    {
        var text = manifest.Annotation(annotation);
        return string.IsNullOrEmpty(text)
            ? []
            : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal)
                .ToArray();
    }

    /// <summary>Whether exactly this value is among them.</summary>
    public static bool Has(Manifest? manifest, string annotation, string value) =>
        manifest?.Annotation(annotation) is { } text
        && text.Contains(value, StringComparison.Ordinal)
        && Values(manifest, annotation).Contains(value, StringComparer.Ordinal);

    /// <summary>What stands behind <c>option=</c> in the first value that begins so; null when there is none.</summary>
    public static string? ValueOf(Manifest? manifest, string annotation, string option)
    {
        if (manifest?.Annotation(annotation) is null)
        {
            return null;
        }

        var prefix = option + "=";
        var found = Values(manifest, annotation).FirstOrDefault(value => value.StartsWith(prefix, StringComparison.Ordinal));
        return found?[prefix.Length..];
    }
}
