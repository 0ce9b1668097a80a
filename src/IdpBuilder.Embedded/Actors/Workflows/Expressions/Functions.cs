using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>The functions that every expression can call: those of expr-lang that are commonly used, and those Argo Workflows adds.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Function> Known = new(StringComparer.Ordinal)
    {
        ["asInt"] = One(ToInt),
        ["int"] = One(ToInt),
        ["asFloat"] = One(ToFloat),
        ["float"] = One(ToFloat),
        ["string"] = One(Text),
        ["toJson"] = One(Values.ToText),
        ["toJSON"] = One(Values.ToText),
        ["fromJSON"] = One(value => Values.Read(Text(value))),
        ["jsonpath"] = Two((json, path) => JsonPath.Find(Values.Read(Text(json)), Text(path))),
        ["len"] = One(Length),
        ["type"] = One(TypeOf),
        ["abs"] = One(value => value is long whole ? (object)Math.Abs(whole) : Math.Abs(Arithmetic.Number(value))),
        ["ceil"] = One(value => Math.Ceiling(Arithmetic.Number(value))),
        ["floor"] = One(value => Math.Floor(Arithmetic.Number(value))),
        ["round"] = One(value => Math.Round(Arithmetic.Number(value), MidpointRounding.AwayFromZero)),
        ["min"] = arguments => Flat(arguments).MinBy(Arithmetic.Number),
        ["max"] = arguments => Flat(arguments).MaxBy(Arithmetic.Number),
        ["sum"] = arguments => Flat(arguments).Aggregate((object?)0L, (sum, item) => Arithmetic.Apply("+", sum, item)),
        ["trim"] = One(value => Text(value).Trim()),
        ["upper"] = One(value => Text(value).ToUpperInvariant()),
        ["lower"] = One(value => Text(value).ToLowerInvariant()),
        ["trimPrefix"] = Two((text, prefix) => TextFunctions.TrimPrefix(Text(text), Text(prefix))),
        ["trimSuffix"] = Two((text, suffix) => TextFunctions.TrimSuffix(Text(text), Text(suffix))),
        ["hasPrefix"] = Two((text, prefix) => Text(text).StartsWith(Text(prefix), StringComparison.Ordinal)),
        ["hasSuffix"] = Two((text, suffix) => Text(text).EndsWith(Text(suffix), StringComparison.Ordinal)),
        ["indexOf"] = Two((text, part) => (long)Text(text).IndexOf(Text(part), StringComparison.Ordinal)),
        ["repeat"] = Two((text, times) => TextFunctions.Repeat(Text(text), Arithmetic.Whole(times))),
        ["split"] = Two((text, separator) => TextFunctions.Split(Text(text), Text(separator))),
        ["join"] = arguments => string.Join(arguments.Length > 1 ? Text(arguments[1]) : string.Empty, List(arguments[0]).Select(Text)),
        ["replace"] = Three((text, old, fresh) => TextFunctions.Replace(Text(text), Text(old), Text(fresh))),
        ["first"] = One(value => List(value).FirstOrDefault()),
        ["last"] = One(value => List(value).LastOrDefault()),
        ["keys"] = One(value => Map(value).Keys.Select(key => (object?)key).ToList()),
        ["values"] = One(value => Map(value).Values.ToList()),
        ["sort"] = One(value => List(value).OrderBy(item => item, SprigFunctions.Order).ToList()),
        ["reverse"] = One(value => Enumerable.Reverse(List(value)).ToList()),
        ["uniq"] = One(value => SprigFunctions.Unique(List(value))),
        ["toBase64"] = One(value => TextFunctions.ToBase64(Text(value))),
        ["fromBase64"] = One(value => TextFunctions.FromBase64(Text(value))),
    };

    /// <summary>A function, or the set of functions <c>sprig</c>, or null.</summary>
    public static object? FindName(string name) => name == "sprig" ? SprigFunctions.All : Find(name);

    /// <summary>A function, or null.</summary>
    public static Function? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>How a value reads in a text.</summary>
    public static string Text(object? value) => value switch
    {
        null => "<nil>",
        string text => text,
        bool truth => truth ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Values.ToText(value),
    };

    /// <summary>The value as a list.</summary>
    public static List<object?> List(object? value) =>
        value as List<object?> ?? throw new ExpressionException($"expected a list, not {Text(value)}");

    /// <summary>The value as a map.</summary>
    public static IReadOnlyDictionary<string, object?> Map(object? value) =>
        value as IReadOnlyDictionary<string, object?> ?? throw new ExpressionException($"expected a map, not {Text(value)}");

    /// <summary>The value as a whole number, texts read.</summary>
    public static object ToInt(object? value) => value switch
    {
        string text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : throw new ExpressionException($"invalid operation: int({text})"),
        _ => Arithmetic.Whole(value),
    };

    /// <summary>A function of one argument.</summary>
    public static Function One(Func<object?, object?> body) => arguments => Demand(arguments, 1, () => body(arguments[0]));

    /// <summary>A function of two arguments.</summary>
    public static Function Two(Func<object?, object?, object?> body) =>
        arguments => Demand(arguments, 2, () => body(arguments[0], arguments[1]));

    /// <summary>A function of three arguments.</summary>
    public static Function Three(Func<object?, object?, object?, object?> body) =>
        arguments => Demand(arguments, 3, () => body(arguments[0], arguments[1], arguments[2]));

    private static object? Demand(object?[] arguments, int count, Func<object?> body) =>
        arguments.Length == count
            ? body()
            : throw new ExpressionException($"invalid number of arguments (expected {count}, got {arguments.Length})");

    private static object ToFloat(object? value) => value switch
    {
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ExpressionException($"invalid operation: float({text})"),
        _ => Arithmetic.Number(value),
    };

    private static object Length(object? value) => value switch
    {
        string text => (long)text.Length,
        List<object?> list => (long)list.Count,
        IReadOnlyDictionary<string, object?> map => (long)map.Count,
        _ => throw new ExpressionException($"invalid argument for len (type {Text(value)})"),
    };

    private static object TypeOf(object? value) => value switch
    {
        null => "nil",
        string => "string",
        bool => "bool",
        long => "int",
        double => "float",
        List<object?> => "array",
        _ => "map",
    };

    private static IEnumerable<object?> Flat(object?[] arguments) => arguments is [List<object?> only] ? only : arguments;
}
