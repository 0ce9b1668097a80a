using System.Globalization;
using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Actors.Workflows.Variables;

/// <summary>The operators of <c>when</c>.</summary>
internal static class WhenOperators
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>Applies an operator.</summary>
    /// <exception cref="InvalidOperationException">It does not fit its operands.</exception>
    public static object Apply(string operation, object left, object right) => operation switch
    {
        "==" => Same(left, right),
        "!=" => !Same(left, right),
        "in" => right is List<object> list
            ? list.Exists(item => Same(item, left))
            : throw Misfit(right, operation, "an array"),
        "=~" => Matches(left, right),
        "!~" => !Matches(left, right),
        "&&" => Truth(left, operation) & Truth(right, operation),
        "||" => Truth(left, operation) | Truth(right, operation),
        "<" or ">" or "<=" or ">=" => Compare(operation, left, right),
        "+" when left is string || right is string => Text(left) + Text(right),
        _ => Calculate(operation, Number(left, operation), Number(right, operation)),
    };

    /// <summary>How a value reads in a message.</summary>
    public static string Text(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        List<object> list => $"[{string.Join(' ', list.Select(Text))}]",
        _ => (string)value,
    };

    private static bool Same(object left, object right) =>
        left is List<object> a && right is List<object> b ? a.SequenceEqual(b) : left.Equals(right);

    private static bool Compare(string operation, object left, object right)
    {
        var order = (left, right) switch
        {
            (double a, double b) => a.CompareTo(b),
            (string a, string b) => string.CompareOrdinal(a, b),
            _ => throw Misfit(left is double ? right : left, operation, "a number"),
        };
        return operation switch
        {
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }

    private static object Calculate(string operation, double left, double right) => operation switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "%" => left % right,
        _ => Math.Pow(left, right),
    };

    private static bool Matches(object left, object right)
    {
        try
        {
            return Regex.IsMatch((string)left, (string)right, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (Exception failure) when (failure is InvalidCastException or ArgumentException or RegexMatchTimeoutException)
        {
            throw new InvalidOperationException(failure.Message);
        }
    }

    private static bool Truth(object value, string operation) => value is bool truth ? truth : throw Misfit(value, operation, "a bool");

    private static double Number(object value, string operation) => value is double number ? number : throw Misfit(value, operation, "a number");

    private static InvalidOperationException Misfit(object value, string operation, string wanted) =>
        new($"Value '{Text(value)}' cannot be used with the operator '{operation}', it is not {wanted}");
}
