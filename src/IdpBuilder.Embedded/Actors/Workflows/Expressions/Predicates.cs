namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>The functions that look at each element of a list, such as <c>filter(list, # > 1)</c>.</summary>
internal static class Predicates
{
    /// <summary>Applies one of them.</summary>
    public static object? Apply(string name, object? list, Evaluation? predicate, IReadOnlyDictionary<string, object?> names)
    {
        var items = list as List<object?> ?? throw new ExpressionException($"builtin {name} takes only array, not {Functions.Text(list)}");
        object? Look(object? item) =>
            predicate is null ? item : predicate(new Dictionary<string, object?>(names, StringComparer.Ordinal) { ["#"] = item });
        bool Holds(object? item) => Operators.Truth(Look(item));
        return name switch
        {
            "filter" => items.Where(Holds).ToList(),
            "map" => items.Select(Look).ToList(),
            "any" => items.Any(Holds),
            "all" => items.All(Holds),
            "none" => !items.Any(Holds),
            "one" => items.Count(Holds) == 1,
            "count" => (long)items.Count(Holds),
            _ => items.FirstOrDefault(Holds),
        };
    }
}
