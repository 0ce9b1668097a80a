using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Sets;

/// <summary>A StatefulSet with its Pods by ordinal.</summary>
internal sealed class StatefulSetView
{
    public StatefulSetView(Manifest set, IEnumerable<Manifest> pods)
    {
        Set = set;
        Start = NodePath.Whole(NodePath.At(set.Spec, "ordinals", "start")) ?? 0;
        Replicas = NodePath.Whole(set.Spec?["replicas"]) ?? 1;
        UpdateRevision = Revisions.NameOf(set);
        var current = NodePath.Text(set.Status, "currentRevision");
        CurrentRevision = current.Length == 0 ? UpdateRevision : current;
        foreach (var pod in pods)
        {
            if (OrdinalOf(pod) is { } ordinal)
            {
                Pods[ordinal] = pod;
            }
        }
    }

    public Manifest Set { get; }

    public long Start { get; }

    public long Replicas { get; }

    public SortedDictionary<long, Manifest> Pods { get; } = [];

    public string CurrentRevision { get; }

    public string UpdateRevision { get; }

    /// <summary>Whether Pods come and go one after the other.</summary>
    public bool IsOrdered => NodePath.Text(Set.Spec, "podManagementPolicy") != "Parallel";

    /// <summary>The ordinals that should be there.</summary>
    public IEnumerable<long> Wanted => Enumerable.Range(0, (int)Replicas).Select(index => Start + index);

    /// <summary>The first ordinal that an update replaces.</summary>
    public long Partition => NodePath.Text(Set.Spec, "updateStrategy", "type") == "OnDelete"
        ? long.MaxValue
        : NodePath.Whole(NodePath.At(Set.Spec, "updateStrategy", "rollingUpdate", "partition")) ?? 0;

    /// <summary>A name of one of the set's Pods.</summary>
    public string PodName(long ordinal) => string.Create(CultureInfo.InvariantCulture, $"{Set.Name}-{ordinal}");

    /// <summary>A Pod to be made.</summary>
    public JsonObject NewPod(long ordinal)
    {
        var text = ordinal.ToString(CultureInfo.InvariantCulture);
        var pod = PodTemplate.Pod(Set, (JsonObject)Set.Spec!["template"]!, PodName(ordinal));
        PodTemplate.Label(pod, Revisions.HashLabel, UpdateRevision);
        PodTemplate.Label(pod, "statefulset.kubernetes.io/pod-name", PodName(ordinal));
        PodTemplate.Label(pod, "apps.kubernetes.io/pod-index", text);
        var spec = (JsonObject)pod["spec"]!;
        spec["hostname"] = PodName(ordinal);
        if (NodePath.Text(Set.Spec, "serviceName") is { Length: > 0 } service)
        {
            spec["subdomain"] = service;
        }

        MountClaims(spec, ordinal);
        return pod;
    }

    /// <summary>The claims a Pod needs, by name, with the template of each.</summary>
    public IEnumerable<(string Name, string Volume, JsonObject Template)> ClaimsOf(long ordinal) =>
        ((Set.Spec?["volumeClaimTemplates"] as JsonArray)?.OfType<JsonObject>() ?? [])
            .Select(template => (Volume: NodePath.Text(template, "metadata", "name"), Template: template))
            .Select(claim => (string.Create(CultureInfo.InvariantCulture, $"{claim.Volume}-{Set.Name}-{ordinal}"), claim.Volume, claim.Template));

    private void MountClaims(JsonObject spec, long ordinal)
    {
        if (spec["volumes"] is not JsonArray volumes)
        {
            spec["volumes"] = volumes = [];
        }

        foreach (var (name, volume, _) in ClaimsOf(ordinal))
        {
            foreach (var shadowed in volumes.OfType<JsonObject>().Where(known => NodePath.Text(known, "name") == volume).ToList())
            {
                volumes.Remove(shadowed);
            }

            volumes.Add((JsonNode)new JsonObject
            {
                ["name"] = volume,
                ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = name },
            });
        }

        if (volumes.Count == 0)
        {
            spec.Remove("volumes");
        }
    }

    private long? OrdinalOf(Manifest pod) =>
        pod.Name.StartsWith(Set.Name + "-", StringComparison.Ordinal)
        && long.TryParse(pod.Name.AsSpan(Set.Name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? ordinal
            : null;
}
