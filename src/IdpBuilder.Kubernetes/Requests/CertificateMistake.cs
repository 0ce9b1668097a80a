namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Why a server's certificate is not accepted.</summary>
internal enum CertificateMistake
{
    /// <summary>It comes from an authority that is not trusted.</summary>
    UnknownAuthority,

    /// <summary>It belongs to another name.</summary>
    OtherName,

    /// <summary>Its time is over, or has not come.</summary>
    OutOfTime,

    /// <summary>Anything else.</summary>
    Unusable,
}
