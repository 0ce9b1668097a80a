namespace IdpBuilder;

/// <summary>Something that happened, with its times as far as somebody recorded them.</summary>
public sealed record ReportSpan
{
    /// <summary>What it is.</summary>
    public required ReportSpanKind Kind { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of the object that it is about, such as <c>Job</c>, or the type of a node; empty for none.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>The namespace of that object; empty for none.</summary>
    public string Namespace { get; init; } = string.Empty;

    /// <summary>The package it belongs to; empty for none.</summary>
    public string Package { get; init; } = string.Empty;

    /// <summary>The phase of the sync in which it came, such as <c>PreSync</c>; empty outside of a sync.</summary>
    public string Phase { get; init; } = string.Empty;

    /// <summary>Its wave in that phase; null where nobody knows it any more.</summary>
    public int? Wave { get; init; }

    /// <summary>When it began; null when nobody recorded it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before, and when nobody recorded it.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How long it took; null unless both times are known.</summary>
    public TimeSpan? Duration => FinishedAt - StartedAt;

    /// <summary>How it came out.</summary>
    public ReportOutcome Outcome { get; init; }

    /// <summary>What it, or who ran it, says about that.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>What happened inside it, in order.</summary>
    public IReadOnlyList<ReportSpan> Children { get; init; } = [];

    /// <summary>How many spans it is inside of.</summary>
    public int Depth { get; init; }

    /// <summary>The titles of the spans it is inside of, from the outermost on; empty for the outermost.</summary>
    public string Where { get; init; } = string.Empty;

    /// <summary>Its name with the kind of object where names alone do not say what is meant.</summary>
    public string Title => Type.Length > 0 && Kind is ReportSpanKind.Hook or ReportSpanKind.Resource or ReportSpanKind.Workflow ? $"{Type} {Name}" : Name;

    /// <summary>Whether it is work of its own, not a frame around others'; what was tried several times is one piece of work.</summary>
    public bool IsWork => Children.All(child => child.Kind == ReportSpanKind.Attempt)
        && Kind is ReportSpanKind.Step or ReportSpanKind.Hook or ReportSpanKind.Resource or ReportSpanKind.Workflow or ReportSpanKind.Node;

    /// <summary>Whether its times are only those of what it holds.</summary>
    internal bool IsFrame => Children.Count > 0
        && (Kind is ReportSpanKind.Phase or ReportSpanKind.Wave or ReportSpanKind.Cluster
            || (Kind == ReportSpanKind.Package && Children.Any(child => child.Kind == ReportSpanKind.Application)));

    /// <summary>This span and every one inside, frames before what they hold.</summary>
    public IEnumerable<ReportSpan> SelfAndDescendants()
    {
        var open = new Stack<ReportSpan>([this]);
        while (open.TryPop(out var span))
        {
            yield return span;
            for (var index = span.Children.Count - 1; index >= 0; index--)
            {
                open.Push(span.Children[index]);
            }
        }
    }

    /// <summary>The same span, and all inside, knowing where they stand.</summary>
    internal ReportSpan Placed(int depth, string where)
    {
        var inside = where.Length == 0 ? Title : $"{where} › {Title}";
        return this with { Depth = depth, Where = where, Children = [.. Children.Select(child => child.Placed(depth + 1, inside))] };
    }

    /// <inheritdoc/>
    public override string ToString() => Where.Length == 0 ? $"{Title} ({Outcome})" : $"{Where} › {Title} ({Outcome})";
}
