using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>Reads a file of manifests.</summary>
public static class ManifestFile
{
    /// <summary>The largest file that is read, in bytes; no manifest comes near it, and etcd would refuse it.</summary>
    public const int SizeLimit = 16 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file; null, with a diagnostic, when it cannot be read as text.</summary>
    public static async Task<string?> ReadTextAsync(string path, ICollection<Diagnostic> diagnostics, CancellationToken stop)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > SizeLimit)
            {
                diagnostics.Add(new Diagnostic(
                    DiagnosticSeverity.Error, DiagnosticCodes.FileTooLarge,
                    $"The file has {length / (1024 * 1024)} MiB; manifests are read up to {SizeLimit / (1024 * 1024)} MiB.", new SourceSpan(path),
                    "Split it, or keep what is no manifest out of the package's directory."));
                return null;
            }

            using var reader = new StreamReader(path, StrictUtf8, detectEncodingFromByteOrderMarks: true);
            return await reader.ReadToEndAsync(stop).ConfigureAwait(false);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(new Diagnostic(
                DiagnosticSeverity.Error, DiagnosticCodes.FileEncoding, "The file is not text in UTF-8.", new SourceSpan(path),
                "Save it as UTF-8, or as UTF-16 with a byte order mark."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(new Diagnostic(
                DiagnosticSeverity.Error, DiagnosticCodes.FileUnreadable, $"The file cannot be read: {failure.Message}", new SourceSpan(path)));
        }

        return null;
    }

    /// <summary>The manifests of a file, lists taken apart; what is wrong is added to the diagnostics.</summary>
    public static async Task<IReadOnlyList<Manifest>> ReadAsync(
        string path, IManifestReader reader, ICollection<Diagnostic> diagnostics, CancellationToken stop)
    {
        if (await ReadTextAsync(path, diagnostics, stop).ConfigureAwait(false) is not { } text)
        {
            return [];
        }

        var manifests = new List<Manifest>();
        foreach (var document in reader.Read(text, path, diagnostics).Where(document => document.Content is not null))
        {
            if (document.Content is JsonObject json)
            {
                manifests.AddRange(Expand(json));
            }
            else
            {
                diagnostics.Add(new Diagnostic(
                    DiagnosticSeverity.Error, DiagnosticCodes.ManifestInvalid, "A manifest is a mapping with apiVersion and kind, not a plain value or a list.",
                    document.Span));
            }
        }

        return manifests;
    }

    private static IEnumerable<Manifest> Expand(JsonObject json)
    {
        var manifest = new Manifest(json);
        return manifest.Kind.EndsWith("List", StringComparison.Ordinal) && json["items"] is JsonArray items
            ? items.OfType<JsonObject>().Select(item => new Manifest((JsonObject)item.DeepClone()))
            : [manifest];
    }
}
