using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>A function; alone as an argument it is called without arguments.</summary>
internal sealed class GoFunctionName(int position, string text, GoFunction function) : GoExpression(position, text)
{
    /// <summary>The function.</summary>
    public GoFunction Function => function;

    /// <inheritdoc/>
    public override object? Evaluate(GoScope scope, object? dot)
    {
        try
        {
            return function.Call([]);
        }
        catch (GoFunctionException failure)
        {
            throw Error(scope, failure.Message);
        }
    }
}
