namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>An operand alone, or a function with its arguments.</summary>
internal sealed class GoCommand(int position, string text, GoExpression head, IReadOnlyList<GoExpression> arguments)
    : GoExpression(position, text)
{
    /// <inheritdoc/>
    public override object? Evaluate(GoScope scope, object? dot) => head switch
    {
        GoFunctionName function => Call(function, scope, arguments.Select(Lazily(scope, dot)).ToList()),
        _ when arguments.Count > 0 => throw CannotTakeArguments(scope),
        _ => head.Evaluate(scope, dot),
    };

    /// <summary>The value when another value is piped in.</summary>
    public object? Evaluate(GoScope scope, object? dot, object? piped) => head is GoFunctionName function
        ? Call(function, scope, [.. arguments.Select(Lazily(scope, dot)), () => piped])
        : throw CannotTakeArguments(scope);

    private static Func<GoExpression, Func<object?>> Lazily(GoScope scope, object? dot) => argument => () => argument.Evaluate(scope, dot);

    private object? Call(GoFunctionName name, GoScope scope, List<Func<object?>> values)
    {
        try
        {
            return name.Function.Call(values);
        }
        catch (GoFunctionException failure)
        {
            throw Error(scope, failure.Message);
        }
    }

    private GoTemplateException CannotTakeArguments(GoScope scope) => head is GoField
        ? Error(scope, $"{head.Text[(head.Text.LastIndexOf('.') + 1)..]} is not a method but has arguments")
        : Error(scope, $"can't give argument to non-function {head.Text}");
}
