using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Reading YAML, which takes a reader that the BCL does not have.</summary>
/// <param name="reader">Reads YAML.</param>
internal sealed class YamlFunctions(IManifestReader reader)
{
    /// <summary>The functions.</summary>
    public IReadOnlyList<GoFunction> All =>
    [
        GoFunction.Of<string>("fromYaml", text => Read(text) switch
        {
            null => new Dictionary<string, object?>(StringComparer.Ordinal),
            Dictionary<string, object?> map => map,
            var other => throw new GoFunctionException($"error unmarshaling JSON: cannot unmarshal {GoValue.KindName(other)} into Go value of type map[string]interface {{}}"),
        }),
        GoFunction.Of<string>("fromYamlArray", text => Read(text) switch
        {
            null => new List<object?>(),
            List<object?> list => list,
            var other => throw new GoFunctionException($"error unmarshaling JSON: cannot unmarshal {GoValue.KindName(other)} into Go value of type []interface {{}}"),
        }),
    ];

    private object? Read(string text)
    {
        var mistakes = new List<Diagnostic>();
        var documents = reader.Read(text, "template", mistakes);
        return mistakes.Find(mistake => mistake.Severity == DiagnosticSeverity.Error) is { } mistake
            ? throw new GoFunctionException($"error converting YAML to JSON: {mistake.Message}")
            : ParameterValue.FromJson(documents.FirstOrDefault()?.Content);
    }
}
