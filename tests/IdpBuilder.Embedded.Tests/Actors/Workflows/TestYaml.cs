using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Tests.Actors.Workflows;

/// <summary>Reads the specs of tests with the module's own reader.</summary>
internal static class TestYaml
{
    public static JsonObject Parse(string text)
    {
        var mistakes = new List<Diagnostic>();
        var document = new YamlManifestReader().Read(text, "test.yaml", mistakes).Single();
        Assert.Empty(mistakes);
        return (JsonObject)document.Content!.DeepClone();
    }
}
