namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>Whether a credential program gets the terminal.</summary>
internal enum ExecInteraction
{
    /// <summary>Where there is one.</summary>
    IfAvailable,

    /// <summary>Never.</summary>
    Never,

    /// <summary>It cannot do without.</summary>
    Always,
}
