using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Makes the requests that change objects.</summary>
internal static class WriteRequests
{
    private const string ApplyPatch = "application/apply-patch+yaml";

    /// <summary>Creates an object.</summary>
    public static ApiRequest Create(ApiResource type, Manifest manifest, WriteOptions options) =>
        new(HttpMethod.Post, Path(ResourcePath.OfNew(type, manifest.Namespace), options).ToString(), "Creating", Subject(manifest))
        {
            Body = ManifestBody.Of(manifest.Json),
            Warned = options.Warned,
            Target = ResourceReference.To(manifest),

            // Whoever lets the server choose the name cannot ask for the object by it.
            Outcome = manifest.Name.Length > 0 && !options.DryRun && type.Verbs.Contains("get", StringComparer.Ordinal)
                ? ResourcePath.OfOne(type, manifest.Namespace, manifest.Name, string.Empty).ToString()
                : string.Empty,
        };

    /// <summary>Replaces an object.</summary>
    public static ApiRequest Replace(ApiResource type, Manifest manifest, WriteOptions options) =>
        new(HttpMethod.Put, Path(One(type, manifest, options), options).ToString(), "Replacing", Subject(manifest))
        {
            Body = ManifestBody.Of(manifest.Json),
            Warned = options.Warned,
            Target = ResourceReference.To(manifest),
            Outcome = options.DryRun ? string.Empty : One(type, manifest, options).ToString(),
        };

    /// <summary>Applies an object. JSON is YAML: the body needs no conversion.</summary>
    public static ApiRequest Apply(ApiResource type, Manifest manifest, WriteOptions options)
    {
        var path = Path(One(type, manifest, options), options).WithAny("force", options.Force ? "true" : string.Empty);
        return new ApiRequest(HttpMethod.Patch, path.ToString(), "Applying", Subject(manifest))
        {
            Body = ManifestBody.Of(manifest.Json),
            Warned = options.Warned,
            MediaType = ApplyPatch,
            Target = ResourceReference.To(manifest),
            Repeatable = true,
        };
    }

    /// <summary>Patches an object.</summary>
    public static ApiRequest Patch(ApiResource type, ResourceReference target, ManifestPatch patch, WriteOptions options)
    {
        var subresource = options.Subresource.Length > 0 ? options.Subresource : target.Subresource;
        var path = Path(ResourcePath.OfOne(type, target.Namespace, target.Name, subresource), options);
        return new ApiRequest(HttpMethod.Patch, path.ToString(), "Patching", target.ToString())
        {
            Body = ManifestBody.Of(patch.Body),
            Warned = options.Warned,
            MediaType = MediaTypeOf(patch.Type),
            Target = target,

            // A merge comes to the same when done twice; operations such as "add to the end" do not.
            Repeatable = patch.Type != PatchType.Json,
        };
    }

    /// <summary>Deletes an object.</summary>
    public static ApiRequest Delete(ApiResource type, ResourceReference target, DeletionOptions options)
    {
        var path = ResourcePath.OfOne(type, target.Namespace, target.Name, target.Subresource);
        return new ApiRequest(HttpMethod.Delete, path.ToString(), "Deleting", target.ToString())
        {
            Body = ManifestBody.Of(Body(options)),
            Target = target,
            Repeatable = true,
        };
    }

    private static StringBuilder One(ApiResource type, Manifest manifest, WriteOptions options) =>
        ResourcePath.OfOne(type, manifest.Namespace, manifest.Name, options.Subresource);

    private static StringBuilder Path(StringBuilder path, WriteOptions options) => path
        .WithAny("fieldManager", options.FieldManager)
        .WithAny("dryRun", options.DryRun ? "All" : string.Empty)
        .WithAny("fieldValidation", options.Strict ? "Strict" : string.Empty);

    private static string Subject(Manifest manifest)
    {
        var name = manifest.Name.Length > 0 ? manifest.Name : manifest.GenerateName + "*";
        return manifest.Namespace.Length == 0 ? $"{manifest.Kind} '{name}'" : $"{manifest.Kind} '{manifest.Namespace}/{name}'";
    }

    private static string MediaTypeOf(PatchType type) => type switch
    {
        PatchType.Json => "application/json-patch+json",
        PatchType.Merge => "application/merge-patch+json",
        PatchType.StrategicMerge => "application/strategic-merge-patch+json",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static JsonObject Body(DeletionOptions options)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["propagationPolicy"] = options.Propagation switch
            {
                DeletionPropagation.Foreground => "Foreground",
                DeletionPropagation.Orphan => "Orphan",
                _ => "Background",
            },
        };
        if (options.GracePeriodSeconds is { } seconds)
        {
            body["gracePeriodSeconds"] = seconds;
        }

        if (options.Uid.Length > 0 || options.ResourceVersion.Length > 0)
        {
            body["preconditions"] = Preconditions(options);
        }

        if (options.DryRun)
        {
            body["dryRun"] = new JsonArray("All");
        }

        return body;
    }

    private static JsonObject Preconditions(DeletionOptions options)
    {
        var preconditions = new JsonObject();
        if (options.Uid.Length > 0)
        {
            preconditions["uid"] = options.Uid;
        }

        if (options.ResourceVersion.Length > 0)
        {
            preconditions["resourceVersion"] = options.ResourceVersion;
        }

        return preconditions;
    }
}
