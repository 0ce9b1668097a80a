using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>A template that a step, task or hook refers to.</summary>
/// <param name="Template">A copy of it.</param>
/// <param name="Scope">Where the templates are found that it refers to itself.</param>
internal sealed record ResolvedTemplate(JsonObject Template, TemplateScope Scope);
