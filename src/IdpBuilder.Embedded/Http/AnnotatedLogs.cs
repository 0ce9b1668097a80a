using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>Takes logs from the annotation by which a Pod's author says what it prints.</summary>
internal sealed class AnnotatedLogs : IPodLogSource
{
    public IReadOnlyList<string> Read(JsonObject pod, string container)
    {
        var text = new Manifest(pod).Annotation(PretendAnnotations.Stdout) ?? string.Empty;
        return text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
