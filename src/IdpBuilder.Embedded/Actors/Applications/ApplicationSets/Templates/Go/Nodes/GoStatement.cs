namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>A part of a template that puts something out or steers what is put out.</summary>
internal abstract class GoStatement(int position, string text) : GoNode(position, text)
{
    /// <summary>Executes it; says how to go on.</summary>
    public abstract GoFlow Execute(GoScope scope, object? dot);
}
