namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>Text outside of actions.</summary>
internal sealed class GoOutput(int position, string text) : GoStatement(position, text)
{
    /// <inheritdoc/>
    public override GoFlow Execute(GoScope scope, object? dot)
    {
        scope.Write(Text);
        return GoFlow.Next;
    }
}
