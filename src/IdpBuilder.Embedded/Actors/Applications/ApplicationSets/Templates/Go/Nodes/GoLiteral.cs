namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>A constant.</summary>
internal sealed class GoLiteral(int position, string text, object? value) : GoExpression(position, text)
{
    /// <inheritdoc/>
    public override object? Evaluate(GoScope scope, object? dot) => value;
}
