namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>A part of a template that has a value.</summary>
internal abstract class GoExpression(int position, string text) : GoNode(position, text)
{
    /// <summary>The value, in the terms of <see cref="GoValue"/>.</summary>
    public abstract object? Evaluate(GoScope scope, object? dot);
}
