using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Git;

/// <summary>Finds the git server of clusters whose containers really run.</summary>
public interface IGitHostFactory
{
    /// <summary>A cluster's git server; it is looked for when it is needed first.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="api">Its API.</param>
    /// <param name="refusal">The failure for a cluster that has none, for the name of a repository.</param>
    IGitHost Of(Cluster cluster, IKubernetesApi api, Func<string, IdpException> refusal);
}
