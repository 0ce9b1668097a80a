namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed class GoJump(int position, GoFlow flow) : GoStatement(position, string.Empty)
{
    /// <inheritdoc/>
    public override GoFlow Execute(GoScope scope, object? dot) => flow;
}
