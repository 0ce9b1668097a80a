namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>Commands, each of which receives the value of the one before as its last argument; it may set variables.</summary>
/// <param name="position">Where it begins.</param>
/// <param name="text">How it is written.</param>
/// <param name="variables">The variables it sets; two only in a range.</param>
/// <param name="isAssignment">Whether the variables exist already.</param>
/// <param name="commands">The commands.</param>
internal sealed class GoPipeline(int position, string text, IReadOnlyList<string> variables, bool isAssignment, IReadOnlyList<GoCommand> commands)
    : GoExpression(position, text)
{
    /// <summary>The variables it sets.</summary>
    public IReadOnlyList<string> Variables => variables;

    /// <summary>Whether the variables exist already.</summary>
    public bool IsAssignment => isAssignment;

    /// <inheritdoc/>
    public override object? Evaluate(GoScope scope, object? dot)
    {
        var value = EvaluateValue(scope, dot);
        foreach (var name in variables)
        {
            if (isAssignment)
            {
                scope.Assign(name, value);
            }
            else
            {
                scope.Declare(name, value);
            }
        }

        return value;
    }

    /// <summary>The value, without setting variables: those of a range are set for each element.</summary>
    public object? EvaluateValue(GoScope scope, object? dot)
    {
        var value = commands[0].Evaluate(scope, dot);
        for (var index = 1; index < commands.Count; index++)
        {
            value = commands[index].Evaluate(scope, dot, value);
        }

        return value;
    }
}
