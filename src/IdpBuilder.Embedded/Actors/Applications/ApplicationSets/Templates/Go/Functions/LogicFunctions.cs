namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Comparing, deciding, defaulting.</summary>
internal static class LogicFunctions
{
    /// <summary>The functions.</summary>
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        GoFunction.Lazy("and", values => Decide(values, until: false)),
        GoFunction.Lazy("or", values => Decide(values, until: true)),
        GoFunction.Of<object?>("not", value => !GoValue.IsTrue(value)),
        GoFunction.Rest("eq", 1, values => AreEqual(values)),
        GoFunction.Of<object?, object?>("ne", (left, right) => !AreEqual([left, right])),
        GoFunction.Of<object?, object?>("lt", (left, right) => Compare(left, right) < 0),
        GoFunction.Of<object?, object?>("le", (left, right) => Compare(left, right) <= 0),
        GoFunction.Of<object?, object?>("gt", (left, right) => Compare(left, right) > 0),
        GoFunction.Of<object?, object?>("ge", (left, right) => Compare(left, right) >= 0),
        GoFunction.Rest<object?>("default", (fallback, given) => given.Count > 0 && GoValue.IsTrue(given[0]) ? given[0] : fallback),
        GoFunction.Of<object?>("empty", value => !GoValue.IsTrue(value)),
        GoFunction.Rest("coalesce", 0, values => values.FirstOrDefault(GoValue.IsTrue)),
        GoFunction.Rest("all", 0, values => values.All(GoValue.IsTrue)),
        GoFunction.Rest("any", 0, values => values.Any(GoValue.IsTrue)),
        GoFunction.Of<object?, object?, bool>("ternary", (then, otherwise, condition) => condition ? then : otherwise),
        GoFunction.Of<object?, object?>("deepEqual", (left, right) => GoValue.DeepEquals(left, right)),
        GoFunction.Of<object?>("kindOf", GoValue.KindName),
        GoFunction.Of<string, object?>("kindIs", (kind, value) => kind == GoValue.KindName(value)),
        GoFunction.Of<object?>("typeOf", GoValue.TypeName),
        GoFunction.Of<string, object?>("typeIs", (type, value) => type == GoValue.TypeName(value)),
        GoFunction.Of<string>("fail", message => throw new GoFunctionException(message)),
    ];

    private static object? Decide(IReadOnlyList<Func<object?>> values, bool until)
    {
        object? value = null;
        foreach (var next in values)
        {
            value = next();
            if (GoValue.IsTrue(value) == until)
            {
                break;
            }
        }

        return value;
    }

    private static bool AreEqual(IReadOnlyList<object?> values)
    {
        if (values.Count == 1)
        {
            throw new GoFunctionException("missing argument for comparison");
        }

        return values.Skip(1).Any(other => IsEqual(values[0], other));
    }

    private static bool IsEqual(object? left, object? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left is not (string or bool or long or double))
        {
            throw new GoFunctionException($"non-comparable type {GoValue.Format(left)}: {GoValue.TypeName(left)}");
        }

        return left.GetType() == right.GetType() ? left.Equals(right) : throw new GoFunctionException("incompatible types for comparison");
    }

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (long or double or string, long or double or string) => throw new GoFunctionException("incompatible types for comparison"),
        _ => throw new GoFunctionException("invalid type for comparison"),
    };
}
