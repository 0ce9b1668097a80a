namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>How much one text may ask for; far above what real manifests need.</summary>
internal static class YamlLimits
{
    /// <summary>Characters of a text.</summary>
    public const int TextLength = 16 * 1024 * 1024;

    /// <summary>Levels of nesting; the deepest CustomResourceDefinitions in use have about 60.</summary>
    public const int Depth = 200;

    /// <summary>Values that the aliases of one document may add.</summary>
    public const int AliasedValues = 100_000;
}
