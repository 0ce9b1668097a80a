using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>One kind of generator: makes sets of parameters, for each of which there is to be an Application.</summary>
internal interface IParameterGenerator
{
    /// <summary>The field that holds its settings.</summary>
    string Field { get; }

    /// <summary>Makes the parameters; why it cannot is a <see cref="GenerationException"/>.</summary>
    ValueTask<IReadOnlyList<Dictionary<string, object?>>> GenerateAsync(JsonObject settings, GeneratorContext context, CancellationToken stop);

    /// <summary>After which time it may have other parameters; null when a watch tells.</summary>
    TimeSpan? LookAgainAfter(JsonObject settings);
}
