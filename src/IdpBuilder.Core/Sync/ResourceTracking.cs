using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Marks the objects of an Application with its tracking annotation, and reads it back.</summary>
public static class ResourceTracking
{
    /// <summary>The value that stands on an object: <c>application:group/kind:namespace/name</c>.</summary>
    public static string IdOf(string application, Manifest manifest, string destination)
    {
        var space = manifest.Namespace.Length > 0 ? manifest.Namespace : destination;
        return $"{application}:{manifest.GroupVersionKind.Group}/{manifest.Kind}:{space}/{manifest.Name}";
    }

    /// <summary>
    /// The name of an Application in tracking ids: its own, with its namespace in front when that is not the controller's.
    /// </summary>
    public static string InstanceName(string name, string applicationNamespace, string controllerNamespace) =>
        applicationNamespace.Length == 0 || applicationNamespace == controllerNamespace ? name : $"{applicationNamespace}_{name}";

    /// <summary>Puts the annotation on an object. CustomResourceDefinitions carry none: they belong to everyone.</summary>
    public static void Mark(Manifest manifest, string application, string destination)
    {
        if (CustomResourceDefinitions.IsDefinition(manifest))
        {
            return;
        }

        if (manifest.Metadata is not { } metadata)
        {
            manifest.Json["metadata"] = metadata = [];
        }

        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        annotations[ArgoAnnotations.TrackingId] = IdOf(application, manifest, destination);
    }

    /// <summary>The Application that an object says it belongs to; empty when it says nothing readable.</summary>
    public static string ApplicationOf(Manifest manifest) => Parse(manifest) is { } id ? id.Application : string.Empty;

    /// <summary>
    /// Whether an object's annotation names the object itself. One that an operator copied to another object names the
    /// original, and does not make the copy the Application's.
    /// </summary>
    public static bool IsSelfReferenced(Manifest? live, Manifest? target)
    {
        if (live is null || CustomResourceDefinitions.IsDefinition(live) || Parse(live) is not { } id)
        {
            return true;
        }

        // A target that carries the very same annotation is a declared copy.
        if (target is not null && target.Annotation(ArgoAnnotations.TrackingId) == live.Annotation(ArgoAnnotations.TrackingId))
        {
            return true;
        }

        return id.Group == live.GroupVersionKind.Group
            && id.Kind == live.Kind
            && id.Name == live.Name
            && (live.Namespace.Length == 0 || id.Namespace == live.Namespace);
    }

    private static (string Application, string Group, string Kind, string Namespace, string Name)? Parse(Manifest manifest)
    {
        var parts = manifest.Annotation(ArgoAnnotations.TrackingId)?.Split(':', 3);
        if (parts is not { Length: 3 })
        {
            return null;
        }

        var type = parts[1].Split('/', 2);
        var name = parts[2].Split('/', 2);
        return type.Length == 2 && name.Length == 2 ? (parts[0], type[0], type[1], name[0], name[1]) : null;
    }
}
