namespace IdpBuilder;

/// <summary>How grave a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Probably a mistake; the package can still be installed.</summary>
    Warning,

    /// <summary>The package cannot be installed.</summary>
    Error,
}
