using System.Collections;
using IdpBuilder.Clusters;
using IdpBuilder.Manifests;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of the cluster's namespaces.</summary>
public sealed class NamespaceCompleter : ClusterObjectCompleter
{
    private static readonly ResourceSelector Namespaces = new(new GroupVersionKind(string.Empty, "v1", "Namespace"));

    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop)
    {
        var namespaces = await cluster.Api.ListAsync(Namespaces, stop).ConfigureAwait(false);
        return namespaces.Items.Select(item => item.Name);
    }
}
