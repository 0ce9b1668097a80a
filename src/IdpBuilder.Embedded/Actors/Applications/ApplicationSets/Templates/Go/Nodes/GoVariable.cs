namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>A variable; <c>$</c> alone is the template's data.</summary>
internal sealed class GoVariable(int position, string name) : GoExpression(position, name)
{
    /// <inheritdoc/>
    public override object? Evaluate(GoScope scope, object? dot) => scope.Read(Text);
}
