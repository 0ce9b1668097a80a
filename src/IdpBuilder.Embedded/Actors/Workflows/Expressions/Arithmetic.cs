namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>Calculates as expr-lang does: whole numbers stay whole, but division never is.</summary>
internal static class Arithmetic
{
    /// <summary>Applies <c>+ - * / % **</c>; <c>+</c> joins texts too.</summary>
    public static object Apply(string operation, object? left, object? right)
    {
        if (operation == "+" && left is string a && right is string b)
        {
            return a + b;
        }

        if (left is not (long or double) || right is not (long or double))
        {
            throw new ExpressionException(
                $"invalid operation: {Functions.Text(left)} {operation} {Functions.Text(right)} (mismatched types)");
        }

        return left is long x && right is long y && operation is not ("/" or "**")
            ? WholeNumbers(operation, x, y)
            : Fractions(operation, Number(left), Number(right));
    }

    /// <summary>A number as a fraction.</summary>
    public static double Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        _ => throw new ExpressionException($"expected a number, not {Functions.Text(value)}"),
    };

    /// <summary>A number cut to a whole one.</summary>
    public static long Whole(object? value) => value switch
    {
        long whole => whole,
        double number => (long)number,
        _ => throw new ExpressionException($"expected a number, not {Functions.Text(value)}"),
    };

    private static object WholeNumbers(string operation, long left, long right) => operation switch
    {
        "+" => unchecked(left + right),
        "-" => unchecked(left - right),
        "*" => unchecked(left * right),
        _ => right is 0 or -1 ? right == 0 ? throw new ExpressionException("integer divide by zero") : 0L : left % right,
    };

    private static object Fractions(string operation, double left, double right) => operation switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "**" => Math.Pow(left, right),
        _ => left % right,
    };
}
