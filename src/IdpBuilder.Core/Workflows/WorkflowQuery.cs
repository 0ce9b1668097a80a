namespace IdpBuilder.Workflows;

/// <summary>Which workflows are meant; what is empty does not narrow.</summary>
/// <param name="Names">Names, matched by <paramref name="Matches"/>.</param>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Package">The package they belong to.</param>
/// <param name="Template">The template or schedule they were made from.</param>
/// <param name="Matches">Says whether a name fits a pattern; by default they must be equal.</param>
public sealed record WorkflowQuery(
    IReadOnlyList<string> Names, string Namespace = "", string Package = "", string Template = "", Func<string, string, bool>? Matches = null)
{
    /// <summary>A selector of labels, as Kubernetes writes them.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>All workflows.</summary>
    public static WorkflowQuery All { get; } = new([]);

    /// <summary>Whether a workflow is meant, but for its labels, which it does not show: the cluster selects by them.</summary>
    public bool Selects(Workflow workflow) =>
        (Names.Count == 0 || Names.Any(pattern => NameFits(pattern, workflow.Name)))
        && (Namespace.Length == 0 || workflow.Namespace == Namespace)
        && (Package.Length == 0 || NameFits(Package, workflow.Package))
        && (Template.Length == 0 || NameFits(Template, workflow.Template));

    private bool NameFits(string pattern, string name) => Matches?.Invoke(pattern, name) ?? pattern == name;
}
