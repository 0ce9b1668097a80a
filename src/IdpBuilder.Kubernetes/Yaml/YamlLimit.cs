namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Which of <see cref="YamlLimits"/> a document passed.</summary>
internal enum YamlLimit
{
    /// <summary>None.</summary>
    None,

    /// <summary>Too many values once aliases are written out.</summary>
    Values,

    /// <summary>Too deep once aliases are written out.</summary>
    Depth,
}
