namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Ends the reading of one document; the reader turns it into a diagnostic.</summary>
internal sealed class YamlMistakeException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>What is wrong and where.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
