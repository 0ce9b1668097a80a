namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>Reaches into lists and maps.</summary>
internal static class Members
{
    /// <summary>The member of a value.</summary>
    public static Evaluation Of(Evaluation target, Evaluation member, bool optional) => names =>
    {
        var value = target(names);
        return value is null && optional ? null : Get(value, member(names));
    };

    /// <summary>The member of a value; a map gives nothing for what it lacks.</summary>
    public static object? Get(object? value, object? member) => (value, member) switch
    {
        (IReadOnlyDictionary<string, object?> map, string key) => map.GetValueOrDefault(key),
        (List<object?> list, long index) => Item(list, index),
        (string text, long index) => Slice(text, index, index + 1),
        (null, _) => throw new ExpressionException($"cannot fetch {Functions.Text(member)} from <nil>"),
        _ => throw new ExpressionException($"cannot fetch {Functions.Text(member)} from {Functions.Text(value)}"),
    };

    /// <summary>A part of a list or text.</summary>
    public static object Slice(object? value, object? from, object? to)
    {
        var length = value switch
        {
            string text => text.Length,
            List<object?> list => list.Count,
            _ => throw new ExpressionException($"cannot slice {Functions.Text(value)}"),
        };
        var start = Position(Arithmetic.Whole(from), length);
        var end = Math.Max(start, to is null ? length : Position(Arithmetic.Whole(to), length));
        return value is string whole ? whole[start..end] : ((List<object?>)value).GetRange(start, end - start);
    }

    private static int Position(long index, int length) => (int)Math.Clamp(index < 0 ? index + length : index, 0, length);

    private static object? Item(List<object?> list, long index)
    {
        var position = index < 0 ? index + list.Count : index;
        return position >= 0 && position < list.Count
            ? list[(int)position]
            : throw new ExpressionException($"index out of range: {index} (array length is {list.Count})");
    }
}
