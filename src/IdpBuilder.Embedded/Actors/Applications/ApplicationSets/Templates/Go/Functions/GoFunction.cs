namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>A function of templates: checks the number and the types of its arguments as Go does, then computes.</summary>
internal sealed class GoFunction
{
    private const int LongestText = 4 * 1024 * 1024;
    private const int LongestList = 1_000_000;

    private readonly Func<IReadOnlyList<Func<object?>>, object?> _call;

    private GoFunction(string name, Func<IReadOnlyList<Func<object?>>, object?> call)
    {
        Name = name;
        _call = call;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>A function without arguments.</summary>
    public static GoFunction Of(string name, Func<object?> body) =>
        Fixed(name, 0, _ => body());

    /// <summary>A function of one argument.</summary>
    public static GoFunction Of<T>(string name, Func<T, object?> body) =>
        Fixed(name, 1, values => body(GoArgument.As<T>(values[0])));

    /// <summary>A function of two arguments.</summary>
    public static GoFunction Of<T1, T2>(string name, Func<T1, T2, object?> body) =>
        Fixed(name, 2, values => body(GoArgument.As<T1>(values[0]), GoArgument.As<T2>(values[1])));

    /// <summary>A function of three arguments.</summary>
    public static GoFunction Of<T1, T2, T3>(string name, Func<T1, T2, T3, object?> body) =>
        Fixed(name, 3, values => body(GoArgument.As<T1>(values[0]), GoArgument.As<T2>(values[1]), GoArgument.As<T3>(values[2])));

    /// <summary>A function of any number of arguments of any type.</summary>
    public static GoFunction Rest(string name, int atLeast, Func<IReadOnlyList<object?>, object?> body) =>
        Eager(name, atLeast, int.MaxValue, body);

    /// <summary>A function of one argument and any number of others.</summary>
    public static GoFunction Rest<T>(string name, Func<T, IReadOnlyList<object?>, object?> body) =>
        Eager(name, 1, int.MaxValue, values => body(GoArgument.As<T>(values[0]), [.. values.Skip(1)]));

    /// <summary>A function that decides itself which of its arguments it needs.</summary>
    public static GoFunction Lazy(string name, Func<IReadOnlyList<Func<object?>>, object?> body) => new(name, values =>
    {
        Check(name, values.Count, 1, int.MaxValue);
        return body(values);
    });

    /// <summary>Calls it.</summary>
    public object? Call(IReadOnlyList<Func<object?>> arguments) => _call(arguments);

    private static GoFunction Fixed(string name, int count, Func<object?[], object?> body) => Eager(name, count, count, body);

    private static GoFunction Eager(string name, int atLeast, int atMost, Func<object?[], object?> body) => new(name, arguments =>
    {
        Check(name, arguments.Count, atLeast, atMost);
        var values = arguments.Select(argument => argument()).Select(value => value is GoMissing ? null : value).ToArray();
        try
        {
            return Bounded(body(values));
        }
        catch (GoFunctionException failure) when (!failure.IsOfCaller)
        {
            throw new GoFunctionException($"error calling {name}: {failure.Message}");
        }
    });

    // A value that doubles a few dozen times would be larger than any memory.
    private static object? Bounded(object? value) => value switch
    {
        string { Length: > LongestText } => throw new GoFunctionException("the text is longer than 4 MiB"),
        IReadOnlyList<object?> { Count: > LongestList } => throw new GoFunctionException($"the list has more than {LongestList} items"),
        _ => value,
    };

    private static void Check(string name, int count, int atLeast, int atMost)
    {
        if (count < atLeast || count > atMost)
        {
            var wanted = atMost == int.MaxValue ? $"at least {atLeast}" : $"{atLeast}";
            throw new GoFunctionException($"wrong number of args for {name}: want {wanted} got {count}", isOfCaller: true);
        }
    }
}
