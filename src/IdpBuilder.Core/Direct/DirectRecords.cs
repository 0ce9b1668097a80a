using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Direct;

/// <summary>Keeps the records of packages that were applied without Argo CD: a ConfigMap each, in a namespace of their own.</summary>
public static class DirectRecords
{
    /// <summary>The namespace of records and leases.</summary>
    public const string Namespace = "idpbuilder";

    internal const string Label = "idpbuilder.io/direct";
    internal const string Order = "idpbuilder.io/applications";

    private static readonly GroupVersionKind ConfigMap = new(string.Empty, "v1", "ConfigMap");

    /// <summary>The records that a wait for a package looks at.</summary>
    internal static ResourceSelector SelectorOf(string package) => new(ConfigMap, Namespace, $"{Label}=true,{PackageLabels.Owner}={package}");

    /// <summary>The name of a package's record and lease.</summary>
    internal static string NameOf(string package) => $"package-{package}";

    /// <summary>Whether an object is a record.</summary>
    internal static bool IsRecord(Manifest manifest) => manifest is { Kind: "ConfigMap", Namespace: Namespace } && manifest.Label(Label) is not null;

    /// <summary>A package's record; null when it was not applied so, or for a user who may not see it.</summary>
    public static async Task<DirectRecord?> FindAsync(IKubernetesApi api, string package, CancellationToken stop)
    {
        try
        {
            return await api.GetAsync(new ResourceReference(ConfigMap, Namespace, NameOf(package)), stop).ConfigureAwait(false) is { } map && IsRecord(map)
                ? DirectRecord.Read(map)
                : null;
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            return null;
        }
    }

    /// <summary>Every record of a cluster, by package; none for a user who may not see them.</summary>
    public static async Task<IReadOnlyList<DirectRecord>> ListAsync(IKubernetesApi api, CancellationToken stop)
    {
        try
        {
            var maps = await api.ListAsync(new ResourceSelector(ConfigMap, Namespace, $"{Label}=true"), stop).ConfigureAwait(false);
            return [.. maps.Items.Select(DirectRecord.Read).OrderBy(record => record.Package, StringComparer.Ordinal)];
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            return [];
        }
    }

    /// <summary>Makes the namespace of records where it is missing.</summary>
    internal static Task PrepareAsync(IKubernetesApi api, CancellationToken stop) => Namespaces.EnsureAsync(api, Namespace, stop);

    /// <summary>Writes a record; the caller holds the package's lease.</summary>
    internal static Task SaveAsync(IKubernetesApi api, DirectRecord record, CancellationToken stop) =>
        api.ApplyAsync(record.ToManifest(), new WriteOptions(Force: true), stop);

    /// <summary>Removes a record.</summary>
    internal static Task DeleteAsync(IKubernetesApi api, string package, CancellationToken stop) =>
        api.DeleteAsync(new ResourceReference(ConfigMap, Namespace, NameOf(package)), DeletionOptions.Default, stop);
}
