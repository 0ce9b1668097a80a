using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Git;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>What generators have in hand.</summary>
/// <param name="Language">The language of the set's templates.</param>
/// <param name="Project">The project named by the set's template.</param>
/// <param name="Inventory">What Argo CD knows of clusters and projects.</param>
/// <param name="Repositories">Gives git content.</param>
/// <param name="Reader">Reads YAML and JSON.</param>
internal sealed record GeneratorContext(
    ITemplateLanguage Language, string Project, ArgoInventory Inventory, IRepositoryReader Repositories, IManifestReader Reader)
{
    /// <summary>How many generators this one is inside of.</summary>
    public int Depth { get; init; }
}
