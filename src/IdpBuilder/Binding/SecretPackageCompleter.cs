using System.Collections;
using IdpBuilder.Clusters;
using IdpBuilder.Secrets;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of the packages that offer a secret: core packages are among them, most packages are not.</summary>
public sealed class SecretPackageCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop)
    {
        var secrets = await SecretReader.ReadAsync(cluster.Api, package => package.Length > 0, stop).ConfigureAwait(false);
        return secrets.Select(secret => secret.Package);
    }
}
