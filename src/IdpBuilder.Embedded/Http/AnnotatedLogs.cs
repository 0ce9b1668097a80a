using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workloads.Pods;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>Takes logs from the annotation by which the author of a Pod, or of what controls it, says what it prints.</summary>
internal sealed class AnnotatedLogs(ObjectStore store) : IPodLogSource
{
    public IReadOnlyList<string> Read(JsonObject pod, string container)
    {
        var manifest = new Manifest(pod);
        var isMain = ContainerScript.MainOf(manifest) == container;
        var text = ContainerScript.Said(manifest, OwnerOf(manifest), container, isMain, PretendAnnotations.Stdout) ?? string.Empty;
        return text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    private Manifest? OwnerOf(Manifest pod) =>
        ContainerScript.Speakers
            .SelectMany(type => OwnerReferences.ControllerOf(pod, type.Group, type.Kind))
            .SelectMany(controller => OwnerReferences.Of(pod).Where(owner => owner.Text("name") == controller.Name && owner.Text("kind") == controller.Kind))
            .Select(owner => store.AddressOf(owner.Text("uid")))
            .Select(address => address is { } known ? store.Find(known) : null)
            .FirstOrDefault(owner => owner is not null) is { } found ? new Manifest(found.Json) : null;
}
