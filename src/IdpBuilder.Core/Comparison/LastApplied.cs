using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Comparison;

/// <summary>The annotation in which client-side apply keeps what it applied last.</summary>
public static class LastApplied
{
    /// <summary>The annotation's name.</summary>
    public const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>What was applied last; null when there is nothing readable.</summary>
    public static JsonObject? Of(Manifest live)
    {
        if (live.Annotation(Annotation) is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return CompleteJson.Read(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A copy of a manifest that carries itself in the annotation.</summary>
    public static Manifest Stamp(Manifest target)
    {
        var stamped = target.Clone();
        if (stamped.Metadata is not { } metadata)
        {
            stamped.Json["metadata"] = metadata = [];
        }

        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        annotations.Remove(Annotation);
        var text = stamped.Json.ToJsonString() + "\n";
        annotations[Annotation] = text;
        return stamped;
    }
}
