namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>A part of a parsed template.</summary>
/// <param name="position">Where it begins in the template.</param>
/// <param name="text">How it is written there; it appears in messages.</param>
internal abstract class GoNode(int position, string text)
{
    /// <summary>Where it begins in the template.</summary>
    public int Position => position;

    /// <summary>How it is written.</summary>
    public string Text => text;

    /// <summary>A failure to execute this part.</summary>
    protected GoTemplateException Error(GoScope scope, string message, bool isMissingKey = false) =>
        GoText.ExecutionError(scope.Source, Position, Text, message, isMissingKey);
}
