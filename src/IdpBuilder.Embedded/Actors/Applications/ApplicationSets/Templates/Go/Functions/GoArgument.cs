using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Arguments as functions want them.</summary>
internal static class GoArgument
{
    /// <summary>A value that has the type already; nothing is converted but a whole number to a real one.</summary>
    public static T As<T>(object? value) => value switch
    {
        T typed => typed,
        null when default(T) is null && typeof(T) != typeof(string) => default!,
        null => throw new GoFunctionException($"invalid value; expected {NameOf(typeof(T))}", isOfCaller: true),
        long whole when typeof(T) == typeof(double) => (T)(object)(double)whole,
        _ => throw new GoFunctionException(
            $"wrong type for value; expected {NameOf(typeof(T))}; got {GoValue.TypeName(value)}", isOfCaller: true),
    };

    /// <summary>Any value as text; that of null is empty.</summary>
    public static string ToText(object? value) => value is null ? string.Empty : GoValue.Format(value);

    /// <summary>Any value as a whole number; 0 where it is none.</summary>
    public static long ToWhole(object? value) => value switch
    {
        long whole => whole,
        double real => double.IsFinite(real) ? (long)Math.Clamp(real, -9.2e18, 9.2e18) : 0,
        bool flag => flag ? 1 : 0,
        string text => GoNumber.ParseWhole(text.TrimStart('0') is { Length: > 0 } digits ? digits : "0") ?? 0,
        _ => 0,
    };

    /// <summary>Any value as a real number; 0 where it is none.</summary>
    public static double ToReal(object? value) => value switch
    {
        long whole => whole,
        double real => real,
        bool flag => flag ? 1 : 0,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
        _ => 0,
    };

    /// <summary>A whole number that counts or measures something in memory.</summary>
    public static int ToCount(long number, int atMost = 1_000_000) => number > atMost
        ? throw new GoFunctionException($"{number} is more than {atMost}")
        : (int)Math.Max(number, int.MinValue);

    private static string NameOf(Type type) => type switch
    {
        _ when type == typeof(string) => "string",
        _ when type == typeof(long) => "int",
        _ when type == typeof(double) => "float64",
        _ when type == typeof(bool) => "bool",
        _ when typeof(IReadOnlyList<object?>).IsAssignableFrom(type) => "[]interface {}",
        _ => "map[string]interface {}",
    };
}
