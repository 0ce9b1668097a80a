using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>What one generator came to.</summary>
/// <param name="Sets">The sets of parameters; for each there is to be an Application.</param>
/// <param name="Template">The template of these Applications.</param>
internal sealed record GeneratedParameters(IReadOnlyList<Dictionary<string, object?>> Sets, JsonObject Template);
