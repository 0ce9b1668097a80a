namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>An <c>if</c>, or a <c>with</c>, which also makes the value the dot.</summary>
internal sealed class GoCondition(GoPipeline pipeline, GoStatement then, GoStatement? otherwise, bool setsDot)
    : GoStatement(pipeline.Position, pipeline.Text)
{
    /// <inheritdoc/>
    public override GoFlow Execute(GoScope scope, object? dot)
    {
        var mark = scope.Mark();
        var value = pipeline.Evaluate(scope, dot);
        var flow = GoValue.IsTrue(value)
            ? then.Execute(scope, setsDot ? value : dot)
            : otherwise?.Execute(scope, dot) ?? GoFlow.Next;
        scope.Release(mark);
        return flow;
    }
}
