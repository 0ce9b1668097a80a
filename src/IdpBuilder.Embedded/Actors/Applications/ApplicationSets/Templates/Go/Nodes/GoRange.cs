namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>Repeats its body for each element of a list, each entry of a map in the order of its keys, or a number of times.</summary>
internal sealed class GoRange(GoPipeline pipeline, GoStatement body, GoStatement? otherwise) : GoStatement(pipeline.Position, pipeline.Text)
{
    /// <inheritdoc/>
    public override GoFlow Execute(GoScope scope, object? dot)
    {
        var mark = scope.Mark();
        var any = false;
        foreach (var (key, value) in ElementsOf(scope, pipeline.EvaluateValue(scope, dot)))
        {
            any = true;
            Assign(scope, key, value);
            var flow = body.Execute(scope, value);
            scope.Release(mark);
            if (flow == GoFlow.Break)
            {
                break;
            }
        }

        return any ? GoFlow.Next : otherwise?.Execute(scope, dot) ?? GoFlow.Next;
    }

    private void Assign(GoScope scope, object? key, object? value)
    {
        var names = pipeline.Variables;
        if (names.Count == 0)
        {
            return;
        }

        Set(names[^1], value);
        if (names.Count > 1)
        {
            Set(names[0], key);
        }

        void Set(string name, object? item)
        {
            if (pipeline.IsAssignment)
            {
                scope.Assign(name, item);
            }
            else
            {
                scope.Declare(name, item);
            }
        }
    }

    private IEnumerable<(object? Key, object? Value)> ElementsOf(GoScope scope, object? value) => value switch
    {
        null or GoMissing => [],
        IReadOnlyList<object?> list => list.Select((item, index) => ((object?)(long)index, item)),
        IReadOnlyDictionary<string, object?> map => GoValue.Sorted(map).Select(pair => ((object?)pair.Key, pair.Value)),
        long count => Count(scope, count),
        _ => throw Error(scope, $"range can't iterate over {GoValue.Print(value)}"),
    };

    private static IEnumerable<(object? Key, object? Value)> Count(GoScope scope, long count)
    {
        for (var index = 0L; index < count; index++)
        {
            scope.CountStep();
            yield return (index, index);
        }
    }
}
