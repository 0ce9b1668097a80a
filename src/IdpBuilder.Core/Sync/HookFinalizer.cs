using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Looks for the finalizer that keeps a hook's object until its result has been read.</summary>
internal static class HookFinalizer
{
    public static bool IsOn(Manifest manifest) =>
        manifest.Metadata?["finalizers"] is JsonArray finalizers
        && finalizers.Any(entry =>
            entry is JsonValue value && value.TryGetValue(out string? text) && text == ArgoAnnotations.HookFinalizer);
}
