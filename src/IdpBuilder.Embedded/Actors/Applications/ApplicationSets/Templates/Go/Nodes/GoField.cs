namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>A field of a value, such as <c>.path</c> or <c>$x.path</c>.</summary>
internal sealed class GoField(int position, string text, GoExpression target, string name) : GoExpression(position, text)
{
    /// <inheritdoc/>
    public override object? Evaluate(GoScope scope, object? dot) => target.Evaluate(scope, dot) switch
    {
        GoMissing when scope.MissingKeyIsError => throw Error(scope, $"nil data; no entry for key {GoText.Quote(name)}"),
        GoMissing => GoMissing.Value,
        null => throw Error(scope, $"nil pointer evaluating interface {{}}.{name}"),
        IReadOnlyDictionary<string, object?> map when map.TryGetValue(name, out var value) => value,
        IReadOnlyDictionary<string, object?> when scope.MissingKeyIsError =>
            throw Error(scope, $"map has no entry for key {GoText.Quote(name)}", isMissingKey: true),
        IReadOnlyDictionary<string, object?> => GoMissing.Value,
        var other => throw Error(scope, $"can't evaluate field {name} in type {GoValue.TypeName(other)}", isMissingKey: true),
    };
}
