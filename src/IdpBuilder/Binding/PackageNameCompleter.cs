using System.Collections;
using IdpBuilder.Clusters;
using IdpBuilder.Packages;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of installed packages.</summary>
public sealed class PackageNameCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop) =>
        await PackageStatuses.NamesAsync(cluster.Api, stop).ConfigureAwait(false) is { } names ? names : [];
}
