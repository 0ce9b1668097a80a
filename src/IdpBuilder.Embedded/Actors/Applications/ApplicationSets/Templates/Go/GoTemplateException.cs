namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>A template that cannot be parsed or executed; the message is that of Go's <c>text/template</c>.</summary>
internal sealed class GoTemplateException : Exception
{
    public GoTemplateException(string message, bool isMissingKey = false)
        : base(message) => IsMissingKey = isMissingKey;

    /// <summary>Whether the template asked for a parameter that is not there.</summary>
    public bool IsMissingKey { get; }
}
