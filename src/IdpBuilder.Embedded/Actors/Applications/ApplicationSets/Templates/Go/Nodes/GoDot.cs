namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>The current value.</summary>
internal sealed class GoDot(int position) : GoExpression(position, ".")
{
    /// <inheritdoc/>
    public override object? Evaluate(GoScope scope, object? dot) => dot;
}
