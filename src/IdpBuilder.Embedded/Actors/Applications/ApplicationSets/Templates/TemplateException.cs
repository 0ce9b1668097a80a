namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>A text of an ApplicationSet could not be rendered; the message is the one that its condition shows.</summary>
internal sealed class TemplateException(string message, Exception? inner = null) : Exception(message, inner);
