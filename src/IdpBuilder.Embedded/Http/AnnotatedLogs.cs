using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workloads.Pods;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>Takes logs from the annotation by which a Pod's author says what it prints.</summary>
internal sealed class AnnotatedLogs : IPodLogSource
{
    public IReadOnlyList<string> Read(JsonObject pod, string container)
    {
        var manifest = new Manifest(pod);
        var text = manifest.Annotation($"{PretendAnnotations.Stdout}.{container}")
            ?? (ContainerScript.MainOf(manifest) == container ? manifest.Annotation(PretendAnnotations.Stdout) : null)
            ?? string.Empty;
        return text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
