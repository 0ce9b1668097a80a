namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>Statements one after another.</summary>
internal sealed class GoList(int position, IReadOnlyList<GoStatement> statements) : GoStatement(position, string.Empty)
{
    /// <inheritdoc/>
    public override GoFlow Execute(GoScope scope, object? dot)
    {
        foreach (var statement in statements)
        {
            scope.CountStep();
            var flow = statement.Execute(scope, dot);
            if (flow != GoFlow.Next)
            {
                return flow;
            }
        }

        return GoFlow.Next;
    }
}
