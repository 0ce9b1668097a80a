using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>Does to an object what a resource template asks for.</summary>
internal sealed class ResourceAction(IKubernetesApi api, IManifestReader reader, Manifest pod, JsonObject template)
{
    private readonly JsonObject _resource = template.Child("resource") ?? [];

    /// <summary>Acts, and names the object acted on; null when it was deleted, or was not there to be read.</summary>
    /// <exception cref="TemplateFailedException">The template's manifest cannot be used.</exception>
    public async Task<ResourceReference?> RunAsync(CancellationToken stop)
    {
        var manifest = await ReadAsync(stop).ConfigureAwait(false);
        var target = ResourceReference.To(manifest);
        switch (_resource.Text("action"))
        {
            case "create":
                return ResourceReference.To(await api.CreateAsync(manifest, WriteOptions.Default, stop).ConfigureAwait(false));
            case "apply":
                await api.ApplyAsync(manifest, new WriteOptions(Force: true), stop).ConfigureAwait(false);
                return target;
            case "replace":
                await ReplaceAsync(manifest, target, stop).ConfigureAwait(false);
                return target;
            case "patch":
                await api.PatchAsync(target, Patch(manifest), WriteOptions.Default, stop).ConfigureAwait(false);
                return target;
            case "delete":
                await api.DeleteAsync(target, DeletionOptions.Default, stop).ConfigureAwait(false);
                return null;
            case "get":
                return await api.GetAsync(target, stop).ConfigureAwait(false) is null
                    ? throw new TemplateFailedException($"{target} not found")
                    : target;
            case var other:
                throw new TemplateFailedException($"unknown resource action '{other}'");
        }
    }

    private async Task ReplaceAsync(Manifest manifest, ResourceReference target, CancellationToken stop)
    {
        var current = await api.GetAsync(target, stop).ConfigureAwait(false) ?? throw new TemplateFailedException($"{target} not found");
        manifest.Metadata!["resourceVersion"] = current.ResourceVersion;
        await api.ReplaceAsync(manifest, WriteOptions.Default, stop).ConfigureAwait(false);
    }

    private ManifestPatch Patch(Manifest manifest) => _resource.Text("mergeStrategy") switch
    {
        "merge" => ManifestPatch.Merge(manifest.Json),
        "json" => throw new TemplateFailedException("the embedded cluster does not play kubectl's flags, which a patch of type json needs"),
        _ => new ManifestPatch(PatchType.StrategicMerge, manifest.Json),
    };

    private async Task<Manifest> ReadAsync(CancellationToken stop)
    {
        if (_resource.Texts("flags").Any())
        {
            throw new TemplateFailedException("the embedded cluster does not play kubectl's flags");
        }

        var mistakes = new List<Diagnostic>();
        var documents = reader.Read(_resource.Text("manifest"), "manifest", mistakes).Where(document => document.Content is not null).ToArray();
        if (mistakes.FirstOrDefault(mistake => mistake.Severity == DiagnosticSeverity.Error) is { } mistake)
        {
            throw new TemplateFailedException($"error parsing manifest: {mistake.Message}");
        }

        if (documents is not [{ Content: JsonObject content }])
        {
            throw new TemplateFailedException($"the manifest of a resource template must be one object, not {documents.Length}");
        }

        var manifest = new Manifest((JsonObject)content.DeepClone());
        await PlaceAsync(manifest, stop).ConfigureAwait(false);
        AddOwner(manifest);
        return manifest;
    }

    private async Task PlaceAsync(Manifest manifest, CancellationToken stop)
    {
        if (manifest.Kind.Length == 0 || manifest.Metadata is not { } metadata)
        {
            throw new TemplateFailedException("Kind and name are both required but at least one of them is missing from the manifest");
        }

        var types = await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
        var isClusterScoped = types.Any(type => type.Type == manifest.GroupVersionKind && !type.Namespaced);
        if (manifest.Namespace.Length == 0 && !isClusterScoped)
        {
            metadata["namespace"] = pod.Namespace;
        }
    }

    private void AddOwner(Manifest manifest)
    {
        if (!_resource.Flag("setOwnerReference"))
        {
            return;
        }

        if (manifest.Metadata!["ownerReferences"] is not JsonArray owners)
        {
            manifest.Metadata["ownerReferences"] = owners = [];
        }

        foreach (var owner in pod.Metadata.Children("ownerReferences"))
        {
            owners.Add(owner.DeepClone());
        }
    }
}
