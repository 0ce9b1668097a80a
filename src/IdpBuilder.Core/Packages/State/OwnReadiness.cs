using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages.State;

/// <summary>Looks once at the objects by which a package calls itself ready.</summary>
internal static class OwnReadiness
{
    /// <summary>What they say; satisfied for a package that names none. Objects that the user may not read are not there for it.</summary>
    public static async Task<WaitVerdict> JudgeAsync(IKubernetesApi api, InstalledPackage package, CancellationToken stop)
    {
        var wanted = package.Owned.SelectMany(ReadyObjects.Of).Distinct().ToArray();
        var objects = new ObservedObjects(1);
        foreach (var item in wanted)
        {
            if (await FindAsync(api, item, stop).ConfigureAwait(false) is { } live)
            {
                objects.Take(0, new WatchEvent(WatchEventType.Added, live, live.ResourceVersion));
            }
        }

        return new ReadyObjectCondition(package.Name, wanted).Evaluate(objects);
    }

    private static async Task<Manifest?> FindAsync(IKubernetesApi api, ReadyObject item, CancellationToken stop)
    {
        try
        {
            return await api.GetAsync(new ResourceReference(item.Type, item.Namespace, item.Name), stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            return null;
        }
    }
}
