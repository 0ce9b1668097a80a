using IdpBuilder.Embedded.Actors.Workflows.Nodes;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>What executing a template came to.</summary>
/// <param name="Node">Its node; null while there is none.</param>
/// <param name="Interruption">Why it came to nothing.</param>
/// <param name="Message">What is wrong with it.</param>
internal readonly record struct TemplateOutcome(Node? Node, Interruption Interruption = Interruption.None, string Message = "");
