using System.Globalization;
using System.Runtime.CompilerServices;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>
/// The values of a template: null, <see cref="GoMissing"/>, bool, long, double, string, lists and maps. Numbers that come from JSON or
/// YAML are double, as in Go.
/// </summary>
internal static class GoValue
{
    /// <summary>Whether a condition holds: whatever is neither missing nor empty, zero or false.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or GoMissing => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        IReadOnlyDictionary<string, object?> map => map.Count > 0,
        _ => true,
    };

    /// <summary>A value as an action puts it out.</summary>
    public static string Print(object? value) => value is null or GoMissing ? "<no value>" : Format(value);

    /// <summary>A value as <c>%v</c> formats it.</summary>
    public static string Format(object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return value switch
        {
            null or GoMissing => "<nil>",
            string text => text,
            bool flag => flag ? "true" : "false",
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => GoNumber.Shortest(number),
            IReadOnlyList<object?> list => $"[{string.Join(' ', list.Select(Format))}]",
            IReadOnlyDictionary<string, object?> map => $"map[{string.Join(' ', Sorted(map).Select(pair => $"{pair.Key}:{Format(pair.Value)}"))}]",
            _ => value.ToString() ?? string.Empty,
        };
    }

    /// <summary>What Go calls the type of a value.</summary>
    public static string TypeName(object? value) => value switch
    {
        null or GoMissing => "<nil>",
        string => "string",
        bool => "bool",
        long => "int",
        double => "float64",
        IReadOnlyList<object?> => "[]interface {}",
        IReadOnlyDictionary<string, object?> => "map[string]interface {}",
        _ => value.GetType().Name,
    };

    /// <summary>What Go calls the kind of a value.</summary>
    public static string KindName(object? value) => value switch
    {
        null or GoMissing => "invalid",
        IReadOnlyList<object?> => "slice",
        IReadOnlyDictionary<string, object?> => "map",
        _ => TypeName(value),
    };

    /// <summary>The entries of a map in the order of their keys.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Sorted(IReadOnlyDictionary<string, object?> map) =>
        map.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Whether two values are the same through and through.</summary>
    public static bool DeepEquals(object? left, object? right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return (left, right) switch
        {
            (null or GoMissing, null or GoMissing) => true,
            (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => DeepEquals(pair.First, pair.Second)),
            (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) =>
                a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && DeepEquals(pair.Value, other)),
            _ => Equals(left, right),
        };
    }
}
