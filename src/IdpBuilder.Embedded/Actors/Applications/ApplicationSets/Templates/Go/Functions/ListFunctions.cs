using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Making, reading and changing lists.</summary>
internal static class ListFunctions
{
    /// <summary>The functions.</summary>
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        GoFunction.Of<object?>("len", value => Length(value)),
        GoFunction.Rest<object?>("index", (value, keys) => keys.Aggregate(value, Index)),
        GoFunction.Rest("list", 0, values => values.ToList()),
        GoFunction.Rest("tuple", 0, values => values.ToList()),
        GoFunction.Of<IReadOnlyList<object?>>("first", list => list?.FirstOrDefault()),
        GoFunction.Of<IReadOnlyList<object?>>("last", list => list?.LastOrDefault()),
        GoFunction.Of<IReadOnlyList<object?>>("rest", list => Of(list).Skip(1).ToList()),
        GoFunction.Of<IReadOnlyList<object?>>("initial", list => Of(list).SkipLast(1).ToList()),
        GoFunction.Of<IReadOnlyList<object?>>("reverse", list => Of(list).Reverse().ToList()),
        GoFunction.Of<IReadOnlyList<object?>>("uniq", list => Distinct(Of(list))),
        GoFunction.Of<IReadOnlyList<object?>>("compact", list => Of(list).Where(GoValue.IsTrue).ToList()),
        GoFunction.Of<IReadOnlyList<object?>>("sortAlpha", list => Of(list).Select(GoArgument.ToText).Order(StringComparer.Ordinal).ToList<object?>()),
        GoFunction.Of<IReadOnlyList<object?>, object?>("append", (list, item) => Of(list).Append(item).ToList()),
        GoFunction.Of<IReadOnlyList<object?>, object?>("push", (list, item) => Of(list).Append(item).ToList()),
        GoFunction.Of<IReadOnlyList<object?>, object?>("prepend", (list, item) => Of(list).Prepend(item).ToList()),
        GoFunction.Rest("concat", 0, lists => lists.SelectMany(list => Of(GoArgument.As<IReadOnlyList<object?>>(list))).ToList()),
        GoFunction.Rest<IReadOnlyList<object?>>("without", (list, omitted) => Of(list).Where(item => !omitted.Any(other => GoValue.DeepEquals(item, other))).ToList()),
        GoFunction.Of<object?, IReadOnlyList<object?>>("has", (item, list) => Of(list).Any(other => GoValue.DeepEquals(item, other))),
        GoFunction.Rest<IReadOnlyList<object?>>("slice", Slice),
        GoFunction.Of<string, object?>("join", (separator, list) => string.Join(separator, ToTexts(list))),
        GoFunction.Of<object?>("toStrings", list => ToTexts(list).ToList<object?>()),
        GoFunction.Of<string, string>("splitList", (separator, text) => Split(text, separator).ToList<object?>()),
        GoFunction.Of<string, string>("split", (separator, text) => Numbered(Split(text, separator))),
        GoFunction.Of<string, long, string>("splitn", (separator, count, text) =>
            Numbered(separator.Length == 0 || count <= 0 ? Split(text, separator) : text.Split(separator, GoArgument.ToCount(count)))),
    ];

    private static IReadOnlyList<object?> Of(IReadOnlyList<object?>? list) => list ?? [];

    private static long Length(object? value) => value switch
    {
        string text => System.Text.Encoding.UTF8.GetByteCount(text),
        IReadOnlyList<object?> list => list.Count,
        IReadOnlyDictionary<string, object?> map => map.Count,
        null => throw new GoFunctionException("len of nil pointer"),
        _ => throw new GoFunctionException($"len of type {GoValue.TypeName(value)}"),
    };

    private static object? Index(object? value, object? key) => (value, key) switch
    {
        (null, _) => throw new GoFunctionException("index of untyped nil"),
        (IReadOnlyDictionary<string, object?> map, string name) => map.GetValueOrDefault(name),
        (IReadOnlyDictionary<string, object?>, _) =>
            throw new GoFunctionException($"value has type {GoValue.TypeName(key)}; should be string"),
        (IReadOnlyList<object?> list, long index) => list[Checked(index, list.Count)],
        (string text, long index) => (long)text[Checked(index, text.Length)],
        (IReadOnlyList<object?> or string, _) =>
            throw new GoFunctionException($"cannot index slice/array with type {GoValue.TypeName(key)}"),
        _ => throw new GoFunctionException($"can't index item of type {GoValue.TypeName(value)}"),
    };

    private static int Checked(long index, int count) => index >= 0 && index < count
        ? (int)index
        : throw new GoFunctionException($"index out of range: {index.ToString(CultureInfo.InvariantCulture)}");

    private static List<object?> Distinct(IReadOnlyList<object?> list)
    {
        var distinct = new List<object?>();
        foreach (var item in list.Where(item => !distinct.Exists(known => GoValue.DeepEquals(known, item))))
        {
            distinct.Add(item);
        }

        return distinct;
    }

    private static List<object?> Slice(IReadOnlyList<object?> list, IReadOnlyList<object?> bounds)
    {
        var items = Of(list);
        var from = bounds.Count > 0 ? GoArgument.ToWhole(bounds[0]) : 0;
        var to = bounds.Count > 1 ? GoArgument.ToWhole(bounds[1]) : items.Count;
        return from >= 0 && from <= to && to <= items.Count
            ? items.Skip((int)from).Take((int)(to - from)).ToList()
            : throw new GoFunctionException(string.Create(CultureInfo.InvariantCulture, $"slice bounds out of range [{from}:{to}]"));
    }

    private static IEnumerable<string> ToTexts(object? value) => value switch
    {
        null => [],
        IReadOnlyList<object?> list => list.Where(item => item is not null).Select(GoArgument.ToText),
        _ => [GoArgument.ToText(value)],
    };

    private static IEnumerable<string> Split(string text, string separator) =>
        separator.Length == 0 ? text.Select(letter => letter.ToString()) : text.Split(separator);

    // The parts as _0, _1, _2, …
    private static Dictionary<string, object?> Numbered(IEnumerable<string> parts) =>
        parts.Select((part, index) => (Part: part, index))
            .ToDictionary(pair => "_" + pair.index.ToString(CultureInfo.InvariantCulture), pair => (object?)pair.Part, StringComparer.Ordinal);
}
