using System.Runtime.CompilerServices;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Making, reading and changing maps.</summary>
internal static class MapFunctions
{
    /// <summary>The functions.</summary>
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        GoFunction.Rest("dict", 0, FromPairs),
        GoFunction.Of<Dictionary<string, object?>, string>("get", (map, key) => map?.GetValueOrDefault(key) ?? string.Empty),
        GoFunction.Of<Dictionary<string, object?>, string>("hasKey", (map, key) => map?.ContainsKey(key) == true),
        GoFunction.Of<Dictionary<string, object?>, string, object?>("set", Set),
        GoFunction.Of<Dictionary<string, object?>, string>("unset", Unset),
        GoFunction.Rest("keys", 0, maps => maps.SelectMany(map => GoValue.Sorted(Of(map))).Select(pair => (object?)pair.Key).ToList()),
        GoFunction.Of<Dictionary<string, object?>>("values", map => GoValue.Sorted(Of(map)).Select(pair => pair.Value).ToList()),
        GoFunction.Rest<Dictionary<string, object?>>("pick", (map, keys) => Where(map, key => keys.Contains(key))),
        GoFunction.Rest<Dictionary<string, object?>>("omit", (map, keys) => Where(map, key => !keys.Contains(key))),
        GoFunction.Rest<string>("pluck", (key, maps) => maps.Select(Of).Where(map => map.ContainsKey(key)).Select(map => map[key]).ToList()),
        GoFunction.Rest<Dictionary<string, object?>>("merge", (map, others) => Merge(map, others, overwrite: false)),
        GoFunction.Rest<Dictionary<string, object?>>("mergeOverwrite", (map, others) => Merge(map, others, overwrite: true)),
        GoFunction.Rest("dig", 3, Dig),
        GoFunction.Of<object?>("deepCopy", Copy),
    ];

    private static Dictionary<string, object?> Of(object? map) => GoArgument.As<Dictionary<string, object?>>(map) ?? [];

    private static Dictionary<string, object?> FromPairs(IReadOnlyList<object?> pairs)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var index = 0; index < pairs.Count; index += 2)
        {
            map[GoArgument.ToText(pairs[index])] = index + 1 < pairs.Count ? pairs[index + 1] : string.Empty;
        }

        return map;
    }

    private static Dictionary<string, object?> Set(Dictionary<string, object?> map, string key, object? value)
    {
        Writable(map)[key] = Copy(value);
        return map;
    }

    private static Dictionary<string, object?> Unset(Dictionary<string, object?> map, string key)
    {
        Writable(map).Remove(key);
        return map;
    }

    private static Dictionary<string, object?> Writable(Dictionary<string, object?>? map) =>
        map ?? throw new GoFunctionException("assignment to entry in nil map");

    private static Dictionary<string, object?> Where(Dictionary<string, object?> map, Func<string, bool> isWanted) =>
        Of(map).Where(pair => isWanted(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static Dictionary<string, object?> Merge(Dictionary<string, object?> map, IReadOnlyList<object?> others, bool overwrite)
    {
        foreach (var other in others)
        {
            ParameterMerge.Into(Writable(map), (Dictionary<string, object?>)Copy(Of(other))!, overwrite);
        }

        return map;
    }

    // The arguments are the keys, then what to give where a key is missing, then the map.
    private static object? Dig(IReadOnlyList<object?> arguments)
    {
        object? value = Of(arguments[^1]);
        foreach (var key in arguments.SkipLast(2).Select(GoArgument.As<string>))
        {
            if (!Of(value).TryGetValue(key, out value))
            {
                return arguments[^2];
            }
        }

        return value;
    }

    // What is put into a map is copied, so that no map can come to contain itself.
    private static object? Copy(object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return value switch
        {
            IReadOnlyDictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => Copy(pair.Value), StringComparer.Ordinal),
            IReadOnlyList<object?> list => list.Select(Copy).ToList(),
            _ => value,
        };
    }
}
