using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>A generator that asks a service outside of the cluster; the embedded cluster has none to ask.</summary>
internal sealed class UnplayedGenerator(string name) : IParameterGenerator
{
    /// <inheritdoc/>
    public string Field => name;

    /// <inheritdoc/>
    public TimeSpan? LookAgainAfter(JsonObject settings) => null;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Dictionary<string, object?>>> GenerateAsync(JsonObject settings, GeneratorContext context, CancellationToken stop) =>
        throw new GenerationException(
            $"the embedded cluster does not play the generator '{name}', which asks a service outside of the cluster; "
            + "use the list, git or clusters generator here, or install the package into a real cluster");
}
