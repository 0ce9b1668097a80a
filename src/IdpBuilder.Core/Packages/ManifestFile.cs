using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>Reads files of manifests: bounded, and with every failure as a diagnostic.</summary>
public static class ManifestFile
{
    /// <summary>The largest file that is read, in bytes; no manifest comes near it, and etcd would refuse it.</summary>
    public const int SizeLimit = 16 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a file's name is one that manifests have.</summary>
    public static bool IsNamedLikeOne(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML" or ".JSON";

    /// <summary>The text of a file; null, with a diagnostic, when it cannot be read as text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shownAs">Its name in diagnostics.</param>
    /// <param name="diagnostics">Receives the reason when it cannot be read.</param>
    public static string? ReadText(string path, string shownAs, ICollection<Diagnostic> diagnostics)
    {
        try
        {
            return IsRefused(path, shownAs, diagnostics) ? null : Decode(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (MistakeOf(failure, shownAs) is { } mistake)
        {
            diagnostics.Add(mistake);
            return null;
        }
    }

    /// <summary>The text of a file; null, with a diagnostic, when it cannot be read as text.</summary>
    public static async Task<string?> ReadTextAsync(string path, ICollection<Diagnostic> diagnostics, CancellationToken stop)
    {
        try
        {
            return IsRefused(path, path, diagnostics) ? null : Decode(await File.ReadAllBytesAsync(path, stop).ConfigureAwait(false));
        }
        catch (Exception failure) when (MistakeOf(failure, path) is { } mistake)
        {
            diagnostics.Add(mistake);
            return null;
        }
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
            var before = manifests.Count;
            manifests.AddRange(ManifestDocuments.ManifestsOf(document));
            if (manifests.Count == before && document.Content is not System.Text.Json.Nodes.JsonObject)
            {
                diagnostics.Add(ManifestMistakes.NoMapping(document.Span));
            }
        }

        return manifests;
    }

    /// <summary>Text in UTF-8, or in UTF-16 with a byte order mark.</summary>
    /// <exception cref="DecoderFallbackException">The bytes are neither.</exception>
    public static string Decode(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes, 2, bytes.Length - 2),
        [0xEF, 0xBB, 0xBF, ..] => StrictUtf8.GetString(bytes, 3, bytes.Length - 3),
        _ => StrictUtf8.GetString(bytes),
    };

    private static bool IsRefused(string path, string shownAs, ICollection<Diagnostic> diagnostics)
    {
        var file = new FileInfo(path);
        var mistake = file.Length > SizeLimit
            ? FileMistakes.TooLarge(shownAs, file.Length)
            : SpecialFile.KindOf(file) is { } kind ? FileMistakes.Special(shownAs, kind, isManifest: true) : null;
        if (mistake is not null)
        {
            diagnostics.Add(mistake);
        }

        return mistake is not null;
    }

    private static Diagnostic? MistakeOf(Exception failure, string shownAs) => failure switch
    {
        DecoderFallbackException => FileMistakes.NotText(shownAs),
        IOException or UnauthorizedAccessException => FileMistakes.Unreadable(shownAs, failure),
        _ => null,
    };
}
