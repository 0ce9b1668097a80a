namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>Executes a template that the text defines, with a value of its own as its data.</summary>
internal sealed class GoCallTemplate(int position, string text, string name, GoPipeline? pipeline) : GoStatement(position, text)
{
    /// <inheritdoc/>
    public override GoFlow Execute(GoScope scope, object? dot)
    {
        if (!scope.Templates.TryGetValue(name, out var body))
        {
            throw Error(scope, $"template {GoText.Quote(name)} not defined");
        }

        var data = pipeline is null ? null : pipeline.Evaluate(scope, dot);
        if (!scope.TryEnter(data, out var previous))
        {
            throw Error(scope, "exceeded maximum template depth");
        }

        body.Execute(scope, data);
        scope.Leave(previous);
        return GoFlow.Next;
    }
}
