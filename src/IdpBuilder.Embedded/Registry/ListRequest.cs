using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Registry.Selection;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Which objects of a resource are wanted.</summary>
/// <param name="Type">The type in the version the client speaks.</param>
/// <param name="Namespace">The namespace; null for all.</param>
internal sealed record ListRequest(ResourceType Type, string? Namespace)
{
    public LabelSelector Labels { get; init; } = LabelSelector.Everything;

    public FieldSelector Fields { get; init; } = FieldSelector.Everything;

    /// <summary>The largest page; 0 for everything at once.</summary>
    public int Limit { get; init; }

    /// <summary>The token of the page before; empty for the first page.</summary>
    public string Continue { get; init; } = string.Empty;

    /// <summary>The revision the list must show at least, or exactly; 0 for the newest.</summary>
    public long Revision { get; init; }

    /// <summary>Whether <see cref="Revision"/> is meant exactly.</summary>
    public bool Exact { get; init; }
}
