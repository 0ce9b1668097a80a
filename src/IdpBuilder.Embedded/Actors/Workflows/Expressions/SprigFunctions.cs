using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using static IdpBuilder.Embedded.Actors.Workflows.Expressions.Functions;

namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>The functions of the library sprig that workflows commonly call, as <c>sprig.upper(x)</c>.</summary>
internal static class SprigFunctions
{
    /// <summary>Orders values by their text, numbers by value.</summary>
    public static readonly IComparer<object?> Order = Comparer<object?>.Create((left, right) =>
        left is long or double && right is long or double
            ? Arithmetic.Number(left).CompareTo(Arithmetic.Number(right))
            : string.CompareOrdinal(Text(left), Text(right)));

    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, Function> Known = new(StringComparer.Ordinal)
    {
        ["trim"] = One(text => Text(text).Trim()),
        ["trimAll"] = Two((letters, text) => Text(text).Trim(Text(letters).ToCharArray())),
        ["trimPrefix"] = Two((prefix, text) => TextFunctions.TrimPrefix(Text(text), Text(prefix))),
        ["trimSuffix"] = Two((suffix, text) => TextFunctions.TrimSuffix(Text(text), Text(suffix))),
        ["upper"] = One(text => Text(text).ToUpperInvariant()),
        ["lower"] = One(text => Text(text).ToLowerInvariant()),
        ["title"] = One(text => TextFunctions.Title(Text(text))),
        ["nospace"] = One(text => string.Concat(Text(text).Where(letter => !char.IsWhiteSpace(letter)))),
        ["snakecase"] = One(text => TextFunctions.Dashed(Text(text), '_')),
        ["kebabcase"] = One(text => TextFunctions.Dashed(Text(text), '-')),
        ["replace"] = Three((old, fresh, text) => TextFunctions.Replace(Text(text), Text(old), Text(fresh))),
        ["contains"] = Two((part, text) => Text(text).Contains(Text(part), StringComparison.Ordinal)),
        ["hasPrefix"] = Two((prefix, text) => Text(text).StartsWith(Text(prefix), StringComparison.Ordinal)),
        ["hasSuffix"] = Two((suffix, text) => Text(text).EndsWith(Text(suffix), StringComparison.Ordinal)),
        ["repeat"] = Two((times, text) => TextFunctions.Repeat(Text(text), Arithmetic.Whole(times))),
        ["substr"] = Three((start, end, text) => TextFunctions.Substring(Arithmetic.Whole(start), Arithmetic.Whole(end), Text(text))),
        ["trunc"] = Two((length, text) => TextFunctions.Truncate(Text(text), Arithmetic.Whole(length))),
        ["join"] = Two((separator, list) => string.Join(Text(separator), List(list).Select(Text))),
        ["splitList"] = Two((separator, text) => TextFunctions.Split(Text(text), Text(separator))),
        ["quote"] = arguments => string.Join(' ', arguments.Where(item => item is not null).Select(item => Values.ToText(Text(item)))),
        ["squote"] = arguments => string.Join(' ', arguments.Where(item => item is not null).Select(item => $"'{Text(item)}'")),
        ["cat"] = arguments => string.Join(' ', arguments.Where(item => item is not null).Select(Text)),
        ["toString"] = One(Text),
        ["int"] = One(value => value is string text && text.Length == 0 ? 0L : ToInt(value)),
        ["int64"] = One(value => value is string text && text.Length == 0 ? 0L : ToInt(value)),
        ["float64"] = One(value => Functions.Find("float")!([value])),
        ["add"] = arguments => arguments.Aggregate((object)0L, (sum, item) => Arithmetic.Apply("+", sum, ToInt(item))),
        ["add1"] = One(value => Arithmetic.Apply("+", ToInt(value), 1L)),
        ["sub"] = Two((left, right) => Arithmetic.Apply("-", ToInt(left), ToInt(right))),
        ["mul"] = arguments => arguments.Aggregate((object)1L, (product, item) => Arithmetic.Apply("*", product, ToInt(item))),
        ["div"] = Two((left, right) => Divide(left, right)),
        ["mod"] = Two((left, right) => Arithmetic.Apply("%", ToInt(left), ToInt(right))),
        ["max"] = arguments => arguments.Max(item => (long)ToInt(item)),
        ["min"] = arguments => arguments.Min(item => (long)ToInt(item)),
        ["b64enc"] = One(text => TextFunctions.ToBase64(Text(text))),
        ["b64dec"] = One(text => TextFunctions.FromBase64(Text(text))),
        ["sha256sum"] = One(text => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text(text)))).ToLowerInvariant()),
        ["default"] = Two((fallback, given) => IsEmpty(given) ? fallback : given),
        ["empty"] = One(value => IsEmpty(value)),
        ["coalesce"] = arguments => Array.Find(arguments, item => !IsEmpty(item)),
        ["ternary"] = Three((yes, no, test) => Operators.Truth(test) ? yes : no),
        ["list"] = arguments => arguments.ToList(),
        ["first"] = One(value => List(value).FirstOrDefault()),
        ["last"] = One(value => List(value).LastOrDefault()),
        ["has"] = Two((item, list) => List(list).Exists(candidate => Operators.Same(candidate, item))),
        ["uniq"] = One(value => Unique(List(value))),
        ["sortAlpha"] = One(value => List(value).Select(Text).Order(StringComparer.Ordinal).Select(item => (object?)item).ToList()),
        ["keys"] = One(value => Map(value).Keys.Select(key => (object?)key).ToList()),
        ["get"] = Two((map, key) => Map(map).GetValueOrDefault(Text(key)) ?? string.Empty),
        ["dict"] = Dictionary,
        ["toJson"] = One(Values.ToText),
        ["fromJson"] = One(text => Values.Read(Text(text))),
        ["regexMatch"] = Two((pattern, text) => Operators.Matches(Text(text), Text(pattern))),
        ["regexReplaceAll"] = Three((pattern, text, fresh) => RegexReplace(Text(pattern), Text(text), Text(fresh))),
    };

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, object?> All { get; } =
        Known.ToDictionary(entry => entry.Key, entry => (object?)entry.Value, StringComparer.Ordinal);

    /// <summary>The items without repetitions.</summary>
    public static List<object?> Unique(List<object?> items)
    {
        var result = new List<object?>();
        foreach (var item in items)
        {
            if (!result.Exists(known => Operators.Same(known, item)))
            {
                result.Add(item);
            }
        }

        return result;
    }

    private static object Divide(object? left, object? right)
    {
        var divisor = (long)ToInt(right);
        return divisor == 0 ? throw new ExpressionException("integer divide by zero") : (object)(long)((double)(long)ToInt(left) / divisor);
    }

    private static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        bool truth => !truth,
        long whole => whole == 0,
        double number => number == 0,
        List<object?> list => list.Count == 0,
        IReadOnlyDictionary<string, object?> map => map.Count == 0,
        _ => false,
    };

    private static object Dictionary(object?[] arguments) =>
        arguments.Chunk(2).ToDictionary(pair => Text(pair[0]), pair => pair.Length > 1 ? pair[1] : string.Empty, StringComparer.Ordinal);

    private static string RegexReplace(string pattern, string text, string fresh)
    {
        try
        {
            return Regex.Replace(text, pattern, fresh, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (Exception failure) when (failure is ArgumentException or RegexMatchTimeoutException)
        {
            throw new ExpressionException($"error parsing regexp: {failure.Message}");
        }
    }
}
