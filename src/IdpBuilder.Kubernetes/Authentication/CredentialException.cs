namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>Says why there is no credential, as a clause without a period that holds no secret; the sender of the request adds what it was for.</summary>
/// <param name="because">Why.</param>
/// <param name="remedy">The way out, as a sentence; empty for logging in again.</param>
/// <param name="inner">The cause; only one whose text holds no secret.</param>
internal sealed class CredentialException(string because, string remedy = "", Exception? inner = null) : Exception(because, inner)
{
    /// <summary>The way out.</summary>
    public string Remedy { get; } = remedy.Length > 0 ? remedy : "Log in again, or correct the user's entry in the kubeconfig.";
}
