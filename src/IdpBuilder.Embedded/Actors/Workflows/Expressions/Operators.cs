using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>The operators of expressions.</summary>
internal static class Operators
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>The truth value; anything else is an error.</summary>
    public static bool Truth(object? value) =>
        value is bool truth ? truth : throw new ExpressionException($"expected bool, not {Functions.Text(value)}");

    /// <summary>The negative number.</summary>
    public static object Negate(object? value) => value switch
    {
        long whole => (object)-whole,
        double number => -number,
        _ => throw new ExpressionException($"invalid operation: - {Functions.Text(value)}"),
    };

    /// <summary>Joins two operands.</summary>
    public static Evaluation Binary(string operation, bool negated, Evaluation left, Evaluation right)
    {
        switch (operation)
        {
            case "&&" or "and":
                return names => Truth(left(names)) && Truth(right(names));
            case "||" or "or":
                return names => Truth(left(names)) || Truth(right(names));
            case "??":
                return names => left(names) ?? right(names);
        }

        Func<object?, object?, object?> apply = operation switch
        {
            "==" => (a, b) => Same(a, b),
            "!=" => (a, b) => !Same(a, b),
            "<" => (a, b) => Compare(a, b) < 0,
            ">" => (a, b) => Compare(a, b) > 0,
            "<=" => (a, b) => Compare(a, b) <= 0,
            ">=" => (a, b) => Compare(a, b) >= 0,
            "in" => (a, b) => In(a, b),
            "contains" => (a, b) => AsText(a).Contains(AsText(b), StringComparison.Ordinal),
            "startsWith" => (a, b) => AsText(a).StartsWith(AsText(b), StringComparison.Ordinal),
            "endsWith" => (a, b) => AsText(a).EndsWith(AsText(b), StringComparison.Ordinal),
            "matches" => (a, b) => Matches(AsText(a), AsText(b)),
            ".." => Range,
            _ => (a, b) => Arithmetic.Apply(operation, a, b),
        };
        return negated ? names => !Truth(apply(left(names), right(names))) : names => apply(left(names), right(names));
    }

    /// <summary>Whether two values are equal; numbers are by value.</summary>
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (long or double, long or double) => Arithmetic.Number(left).Equals(Arithmetic.Number(right)),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        _ => Equals(left, right),
    };

    /// <summary>Whether a text matches a regular expression.</summary>
    public static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (ArgumentException failure)
        {
            throw new ExpressionException($"error parsing regexp: {failure.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ExpressionException($"the regexp {pattern} takes too long");
        }
    }

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (long or double, long or double) => Arithmetic.Number(left).CompareTo(Arithmetic.Number(right)),
        (string a, string b) => string.CompareOrdinal(a, b),
        _ => throw new ExpressionException($"invalid operation: {Functions.Text(left)} < {Functions.Text(right)} (mismatched types)"),
    };

    private static bool In(object? item, object? list) => list switch
    {
        List<object?> items => items.Exists(candidate => Same(candidate, item)),
        Dictionary<string, object?> map => item is string key && map.ContainsKey(key),
        null => false,
        _ => throw new ExpressionException($"operator \"in\" not defined on {Functions.Text(list)}"),
    };

    private static object Range(object? from, object? to)
    {
        var (first, last) = (Arithmetic.Whole(from), Arithmetic.Whole(to));
        return last - first > 1_000_000
            ? throw new ExpressionException("the range is too long")
            : Enumerable.Range(0, (int)Math.Max(0, last - first + 1)).Select(offset => (object?)(first + offset)).ToList();
    }

    private static string AsText(object? value) =>
        value as string ?? throw new ExpressionException($"expected string, not {Functions.Text(value)}");
}
