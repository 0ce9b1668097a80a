using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Git.Gitea;

/// <summary>Gives clusters their Gitea.</summary>
/// <param name="clock">Measures waits, and says when commits are made.</param>
public sealed class GiteaHosts(TimeProvider clock) : IGitHostFactory
{
    /// <inheritdoc/>
    public IGitHost Of(Cluster cluster, IKubernetesApi api, Func<string, IdpException> refusal) => api is IPodPorts ports
        ? new GiteaHost(new GiteaLocator(cluster, api, clock), new GiteaTokens(api), new GiteaHooks(api), ports, refusal, clock)
        : new NoGitHost(refusal);
}
