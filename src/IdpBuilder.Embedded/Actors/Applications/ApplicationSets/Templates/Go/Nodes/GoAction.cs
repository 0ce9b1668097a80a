namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>A pipeline whose value is put out, unless it only sets a variable.</summary>
internal sealed class GoAction(GoPipeline pipeline) : GoStatement(pipeline.Position, pipeline.Text)
{
    /// <inheritdoc/>
    public override GoFlow Execute(GoScope scope, object? dot)
    {
        var value = pipeline.Evaluate(scope, dot);
        if (pipeline.Variables.Count == 0)
        {
            scope.Write(GoValue.Print(value));
        }

        return GoFlow.Next;
    }
}
