using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>Says what of a Pod's needs is not there, in a kubelet's words.</summary>
internal sealed class MissingReferences(IResourceCache cache, Manifest pod)
{
    /// <summary>What keeps a Pod's volumes from being mounted, or null; the reason is that of the event.</summary>
    public string? OfVolumes()
    {
        var account = PodReferences.AccountOf(pod);
        if (cache.Find(account) is null)
        {
            return $"MountVolume.SetUp failed for volume \"kube-api-access\" : failed to fetch token: serviceaccounts \"{account.Name}\" not found";
        }

        return PodReferences.Of(pod).Where(reference => reference.Volume.Length > 0)
            .Select(reference => (reference.Volume, Why: Why(reference, "references non-existent secret key", "references non-existent config key")))
            .Where(found => found.Why is not null)
            .Select(found => $"MountVolume.SetUp failed for volume \"{found.Volume}\" : {found.Why}")
            .FirstOrDefault();
    }

    /// <summary>What keeps a container from being configured, or null.</summary>
    public string? OfContainer(string container) => PodReferences.Of(pod).Where(reference => reference.Container == container)
        .Select(reference => Why(reference, null, null))
        .FirstOrDefault(why => why is not null);

    private string? Why(PodReference reference, string? secretKey, string? configKey)
    {
        var isSecret = reference.Key.Kind == "Secret";
        var found = cache.Find(reference.Key);
        if (found is null)
        {
            return $"{(isSecret ? "secret" : "configmap")} \"{reference.Key.Name}\" not found";
        }

        var has = reference.Field.Length == 0 || new[] { "data", "binaryData", "stringData" }.Any(map => found.Json[map] is JsonObject data && data.ContainsKey(reference.Field));
        return has ? null
            : (isSecret ? secretKey : configKey) is { } mounted ? $"{mounted}: {reference.Field}"
            : $"couldn't find key {reference.Field} in {reference.Key.Kind} {reference.Key.Namespace}/{reference.Key.Name}";
    }
}
