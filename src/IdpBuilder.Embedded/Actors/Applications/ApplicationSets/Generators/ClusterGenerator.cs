using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>A set of parameters for each cluster that Argo CD knows: those with a matching Secret, and the local one.</summary>
internal sealed class ClusterGenerator : IParameterGenerator
{
    /// <inheritdoc/>
    public string Field => "clusters";

    /// <inheritdoc/>
    public TimeSpan? LookAgainAfter(JsonObject settings) => null;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Dictionary<string, object?>>> GenerateAsync(JsonObject settings, GeneratorContext context, CancellationToken stop)
    {
        var selector = ParameterSelector.Of(settings.Map("selector"));
        var clusters = context.Inventory.Clusters.Where(cluster => selector.Matches(cluster.Labels)).ToList();
        var sets = clusters.Select(cluster => ParametersOf(cluster, context)).ToList();

        // The local cluster needs no Secret and then has no labels that a selector could match.
        if (selector.IsEmpty && !clusters.Exists(cluster => cluster.Server == RegisteredCluster.LocalServer))
        {
            sets.Add(Identity(RegisteredCluster.LocalName, RegisteredCluster.LocalServer, string.Empty));
        }

        foreach (var set in sets)
        {
            TemplatedValues.Append(settings.TextMap("values"), set, context.Language);
        }

        return ValueTask.FromResult<IReadOnlyList<Dictionary<string, object?>>>(settings.Flag("flatList") ? [AsOne(sets)] : sets);
    }

    private static Dictionary<string, object?> AsOne(List<Dictionary<string, object?>> sets) =>
        new(StringComparer.Ordinal) { ["clusters"] = sets.ToList<object?>() };

    private static Dictionary<string, object?> Identity(string name, string server, string project) => new(StringComparer.Ordinal)
    {
        ["name"] = name,
        ["nameNormalized"] = NameFunctions.Normalize(name),
        ["server"] = server,
        ["project"] = project,
    };

    private static Dictionary<string, object?> ParametersOf(RegisteredCluster cluster, GeneratorContext context)
    {
        var parameters = Identity(cluster.Name, cluster.Server, cluster.Project);
        if (context.Language.KeepsStructure)
        {
            var metadata = new Dictionary<string, object?>(StringComparer.Ordinal);
            AddMap(metadata, "annotations", cluster.Annotations);
            AddMap(metadata, "labels", cluster.Labels);
            parameters["metadata"] = metadata;
            return parameters;
        }

        foreach (var (key, value) in cluster.Annotations)
        {
            parameters["metadata.annotations." + key] = value;
        }

        foreach (var (key, value) in cluster.Labels)
        {
            parameters["metadata.labels." + key] = value;
        }

        return parameters;
    }

    private static void AddMap(Dictionary<string, object?> metadata, string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count > 0)
        {
            metadata[name] = map.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
        }
    }
}
