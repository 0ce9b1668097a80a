using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>The wish to execute a template as a node.</summary>
/// <param name="NodeName">The node's name.</param>
/// <param name="Holder">The step, task or hook that refers to the template.</param>
/// <param name="Scope">Where the reference stands.</param>
/// <param name="Arguments">The arguments for the template.</param>
internal sealed record TemplateCall(string NodeName, JsonObject Holder, TemplateScope Scope, JsonObject? Arguments)
{
    /// <summary>The id of the enclosing steps or DAG node; empty for none.</summary>
    public string BoundaryId { get; init; } = string.Empty;

    /// <summary>The variable that carries the holder's name: <c>steps.name</c>, <c>tasks.name</c> or none.</summary>
    public string NameVariable { get; init; } = string.Empty;

    /// <summary>Whether it belongs to an exit handler, which runs even while the workflow is being stopped.</summary>
    public bool OnExit { get; init; }

    /// <summary>Whether it is a hook.</summary>
    public bool Hooked { get; init; }

    /// <summary>Whether it is an attempt of a retry.</summary>
    public bool Retried { get; init; }

    /// <summary>When its Pod must have ended, because its retries must; null for no such time.</summary>
    public DateTimeOffset? Deadline { get; init; }
}
