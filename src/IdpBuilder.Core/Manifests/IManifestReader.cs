namespace IdpBuilder.Manifests;

/// <summary>Reads the documents of a YAML or JSON text.</summary>
public interface IManifestReader
{
    /// <summary>
    /// Reads every document. Never throws for what the text says: mistakes are added to <paramref name="diagnostics"/>
    /// and the documents before and after them are still returned.
    /// </summary>
    /// <param name="text">The text; a BOM and CRLF are accepted.</param>
    /// <param name="file">The name used in diagnostics.</param>
    /// <param name="diagnostics">Receives every mistake found.</param>
    IReadOnlyList<ManifestDocument> Read(string text, string file, ICollection<Diagnostic> diagnostics);
}
