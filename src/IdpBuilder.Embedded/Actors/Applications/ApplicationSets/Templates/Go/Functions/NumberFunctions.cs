namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Counting and converting.</summary>
internal static class NumberFunctions
{
    private const int LongestSequence = 100_000;

    /// <summary>The functions.</summary>
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        GoFunction.Rest("add", 0, values => values.Aggregate(0L, (sum, value) => sum + GoArgument.ToWhole(value))),
        GoFunction.Of<object?>("add1", value => GoArgument.ToWhole(value) + 1),
        GoFunction.Of<object?, object?>("sub", (left, right) => GoArgument.ToWhole(left) - GoArgument.ToWhole(right)),
        GoFunction.Rest("mul", 1, values => values.Aggregate(1L, (product, value) => product * GoArgument.ToWhole(value))),
        GoFunction.Of<object?, object?>("div", (left, right) => Divide(left, right, static (a, b) => a / b)),
        GoFunction.Of<object?, object?>("mod", (left, right) => Divide(left, right, static (a, b) => a % b)),
        GoFunction.Rest("max", 1, values => values.Max(GoArgument.ToWhole)),
        GoFunction.Rest("min", 1, values => values.Min(GoArgument.ToWhole)),
        GoFunction.Of<object?>("ceil", value => Math.Ceiling(GoArgument.ToReal(value))),
        GoFunction.Of<object?>("floor", value => Math.Floor(GoArgument.ToReal(value))),
        GoFunction.Rest<object?>("round", Round),
        GoFunction.Of<object?>("int", value => GoArgument.ToWhole(value)),
        GoFunction.Of<object?>("int64", value => GoArgument.ToWhole(value)),
        GoFunction.Of<object?>("float64", value => GoArgument.ToReal(value)),
        GoFunction.Of<string>("atoi", text => GoArgument.ToWhole(text)),
        GoFunction.Of<long>("until", count => Sequence(0, count, count < 0 ? -1 : 1)),
        GoFunction.Of<long, long, long>("untilStep", Sequence),
    ];

    private static object? Divide(object? left, object? right, Func<long, long, long> divide)
    {
        var divisor = GoArgument.ToWhole(right);
        return divisor == 0
            ? throw new GoFunctionException("runtime error: integer divide by zero")
            : divide(Math.Max(GoArgument.ToWhole(left), -long.MaxValue), divisor);
    }

    private static object? Round(object? value, IReadOnlyList<object?> options)
    {
        var places = options.Count > 0 ? (int)Math.Clamp(GoArgument.ToWhole(options[0]), 0, 15) : 0;
        return Math.Round(GoArgument.ToReal(value), places, MidpointRounding.AwayFromZero);
    }

    private static List<object?> Sequence(long start, long stop, long step)
    {
        var numbers = new List<object?>();
        if (step == 0 || (stop > start) != (step > 0))
        {
            return numbers;
        }

        for (var number = start; step > 0 ? number < stop : number > stop; number += step)
        {
            if (numbers.Count == LongestSequence)
            {
                throw new GoFunctionException($"the sequence has more than {LongestSequence} numbers");
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
