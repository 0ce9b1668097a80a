namespace IdpBuilder.Clusters;

/// <summary>
/// Has a cluster's API server issue short-lived tokens of service accounts. An API that can do this implements it beside
/// <see cref="Manifests.IKubernetesApi"/>.
/// </summary>
public interface IServiceAccountTokens
{
    /// <summary>A token that is good for ten minutes, the shortest time that API servers allow; it is secret.</summary>
    /// <param name="inNamespace">The account's namespace.</param>
    /// <param name="account">The account.</param>
    /// <param name="stop">Cancels the request.</param>
    /// <exception cref="Errors.KubernetesApiException">There is no such account, or the right is missing.</exception>
    Task<string> IssueAsync(string inNamespace, string account, CancellationToken stop);
}
