namespace IdpBuilder.Errors;

/// <summary>The failures of certificates.</summary>
internal static class CertificateFailures
{
    public static IdpException Invalid(string cluster, Exception inner) => new(
        "CertificateInvalid",
        FailureKind.InvalidData,
        $"What the cluster '{cluster}' offers as its certificate authority (Secret default/idpbuilder-cert) is no certificate: {inner.Message.TrimEnd('.')}. Delete the Secret, and let Connect-IdpCluster -CorePackage make another.",
        cluster,
        inner);

    public static Func<Exception, IdpException> NotTrusted(string authority) => inner => new IdpException(
        "CertificateTrustRefused",
        FailureKind.Denied,
        $"The certificate authority '{authority}' was not added to those that the current user trusts: {inner.Message.TrimEnd('.')}. The system asks for consent where somebody can give it: run Connect-IdpCluster -TrustCertificate in a session with a desktop, or leave the parameter out.",
        authority,
        inner);

    public static Func<Exception, IdpException> StillTrusted(string thumbprint) => inner => new IdpException(
        "CertificateTrustRefused",
        FailureKind.Denied,
        $"The certificate authority with the thumbprint '{thumbprint}' is still among those that the current user trusts: {inner.Message.TrimEnd('.')}. Run Remove-IdpCluster again in a session with a desktop, or remove it with the system's own program.",
        thumbprint,
        inner);
}
