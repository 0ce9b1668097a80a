using IdpBuilder.Clusters;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Registries;
using IdpBuilder.Git;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;

namespace IdpBuilder.Docker;

/// <summary>What clusters on Docker need of the outside.</summary>
/// <param name="Connections">Opens connections to their APIs.</param>
/// <param name="Kubeconfig">Tells other programs about them.</param>
/// <param name="Reader">Reads what nodes bring as YAML.</param>
/// <param name="Templates">Fills in configurations.</param>
/// <param name="Clock">Measures waits.</param>
internal sealed record DockerServices(IKubernetesApiFactory Connections, IKubeconfig Kubeconfig, IManifestReader Reader, ITextTemplates Templates, TimeProvider Clock)
{
    /// <summary>Finds their git servers.</summary>
    public IGitHostFactory GitHosts { get; init; } = new NoGitHosts();

    /// <summary>The machine on which this process runs.</summary>
    public EngineEnvironment Environment { get; init; } = EngineEnvironment.OfProcess();

    /// <summary>Finds what registries ask for.</summary>
    public RegistryCredentials Credentials { get; init; } = new(EngineEnvironment.OfProcess(), CredentialProgram.RunAsync);
}
