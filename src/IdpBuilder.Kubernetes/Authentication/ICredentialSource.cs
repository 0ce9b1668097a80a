namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>Gives the credential of a kubeconfig's user, as it is now.</summary>
internal interface ICredentialSource : IDisposable
{
    /// <summary>The credential to send now; a program may have to run for it.</summary>
    /// <exception cref="CredentialException">There is none.</exception>
    ValueTask<RequestCredential> GetAsync(CancellationToken stop);

    /// <summary>Says that the server refused a credential (401); true when another one can be had.</summary>
    ValueTask<bool> RenewAsync(RequestCredential refused, CancellationToken stop);
}
