using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Git;

/// <summary>Stands where no cluster has a git server of ours.</summary>
public sealed class NoGitHosts : IGitHostFactory
{
    /// <inheritdoc/>
    public IGitHost Of(Cluster cluster, IKubernetesApi api, Func<string, IdpException> refusal) => new NoGitHost(refusal);
}
