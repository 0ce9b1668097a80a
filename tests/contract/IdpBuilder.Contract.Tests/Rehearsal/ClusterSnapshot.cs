using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>Everything in a cluster at a moment.</summary>
internal sealed class ClusterSnapshot
{
    // API servers and controllers write these by themselves.
    private static readonly HashSet<string> Restless = ["flowcontrol.apiserver.k8s.io", "apiregistration.k8s.io", "coordination.k8s.io", "events.k8s.io"];

    private readonly Dictionary<ResourceKey, Manifest> _objects = [];

    /// <summary>Each object with its version.</summary>
    public IEnumerable<string> Versions => _objects.Select(entry => $"{entry.Key} {entry.Value.ResourceVersion}").Order(StringComparer.Ordinal);

    /// <summary>The names of all objects.</summary>
    public IEnumerable<string> Names => _objects.Keys.Select(key => key.ToString());

    /// <summary>
    /// What those objects say that an Application has applied, but for what controllers write of them; ReplicaSets, to which the
    /// annotations of their Deployment are copied, are none of them.
    /// </summary>
    public IReadOnlyDictionary<string, string> AppliedBy(string application) => _objects.Values
        .Where(manifest => ResourceTracking.ApplicationOf(manifest) == application && ResourceTracking.IsSelfReferenced(manifest, target: null))
        .ToDictionary(manifest => manifest.Key.ToString(), manifest => Content(manifest).ToJsonString(), StringComparer.Ordinal);

    /// <summary>Reads a cluster.</summary>
    public static async Task<ClusterSnapshot> TakeAsync(IKubernetesApi api, CancellationToken stop)
    {
        var snapshot = new ClusterSnapshot();
        foreach (var type in await api.DiscoverAsync(refresh: true, stop))
        {
            if (type.Verbs.Contains("list") && !Restless.Contains(type.Type.Group) && type.Type.Kind != "Event")
            {
                foreach (var manifest in (await api.ListAsync(new ResourceSelector(type.Type), stop)).Items)
                {
                    snapshot._objects[manifest.Key] = manifest;
                }
            }
        }

        return snapshot;
    }

    /// <summary>What is different in a later snapshot among objects of one namespace that a package may contain.</summary>
    public IEnumerable<string> ChangesTo(ClusterSnapshot later, string inNamespace)
    {
        bool IsMeant(ResourceKey key) => key.Namespace == inNamespace && key.Name is "settings" or "login" or "web" or "runner"
            && key.Kind is "ConfigMap" or "Secret" or "Service" or "Deployment" or "ServiceAccount";
        foreach (var key in _objects.Keys.Union(later._objects.Keys).Where(IsMeant))
        {
            var (before, after) = (_objects.GetValueOrDefault(key), later._objects.GetValueOrDefault(key));
            var action = before is null ? ChangeAction.Create
                : after is null ? ChangeAction.Delete
                : JsonNode.DeepEquals(Content(before), Content(after)) ? ChangeAction.None
                : ChangeAction.Change;
            if (action != ChangeAction.None)
            {
                yield return $"{action} {key.Kind} {key.Name}";
            }
        }
    }

    private static JsonObject Content(Manifest manifest)
    {
        var json = (JsonObject)manifest.Json.DeepClone();
        json.Remove("status");
        json.Remove("secrets");
        var metadata = json["metadata"]!.AsObject();
        foreach (var field in new[] { "managedFields", "resourceVersion", "generation" })
        {
            metadata.Remove(field);
        }

        // The controller of Deployments counts; what was applied last is the way of writing, not what is written.
        (metadata["annotations"] as JsonObject)?.Remove("deployment.kubernetes.io/revision");
        (metadata["annotations"] as JsonObject)?.Remove("kubectl.kubernetes.io/last-applied-configuration");
        return json;
    }
}
