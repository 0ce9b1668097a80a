using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>What a client wants to write, and how.</summary>
/// <param name="Type">The type in the version the client speaks.</param>
/// <param name="Namespace">The namespace of the path; empty for cluster-scoped resources.</param>
/// <param name="Name">The name of the path; empty for a create.</param>
internal sealed record WriteRequest(ResourceType Type, string Namespace, string Name)
{
    /// <summary>The part written, such as <c>status</c>; empty for the object itself.</summary>
    public string Subresource { get; init; } = string.Empty;

    /// <summary>Whether everything but the storing is done.</summary>
    public bool DryRun { get; init; }

    /// <summary>Who writes, for <c>managedFields</c>.</summary>
    public string FieldManager { get; init; } = "unknown";

    public FieldValidation Validation { get; init; } = FieldValidation.Warn;

    /// <summary>Whether an apply takes fields over from other managers.</summary>
    public bool Force { get; init; }

    /// <summary>The paths of fields that come twice in the body.</summary>
    public IReadOnlyList<string> Duplicates { get; init; } = [];

    /// <summary>Receives what the client should be warned of.</summary>
    public IList<string> Warnings { get; init; } = [];

    public ObjectAddress Address => new(Type.Id, Namespace, Name);

    /// <summary>Warns the client, once: a write that is tried again finds the same again.</summary>
    public void Warn(string warning)
    {
        if (!Warnings.Contains(warning))
        {
            Warnings.Add(warning);
        }
    }
}
