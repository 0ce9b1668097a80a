using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that works on installed packages, all together at the end of the pipeline.</summary>
public abstract class PackageCommand : ClusterCommand
{
    private readonly List<PackageReference> _references = [];

    /// <summary>The packages: names, wildcards or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    [SupportsWildcards]
    public virtual PackageReference[] Package { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _references.AddRange(Package);

    /// <summary>Whether packages of several clusters are worked on side by side, not cluster by cluster.</summary>
    private protected virtual bool AtOnce => false;

    /// <inheritdoc/>
    protected sealed override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        // An upstream command that failed has sent nothing: then there is nothing to look for.
        var clusters = new List<(ClusterConnection Cluster, IReadOnlyList<PackageStatus> Packages)>();
        foreach (var (cluster, references) in await ConnectAsync(_references, reference => reference.Cluster, stop).ConfigureAwait(false))
        {
            clusters.Add((cluster, await FindAsync(cluster, references, pipeline, stop).ConfigureAwait(false)));
        }

        if (AtOnce)
        {
            await Task.WhenAll(clusters.Select(entry => ActAsync(entry.Cluster, entry.Packages, pipeline, stop))).ConfigureAwait(false);
            return;
        }

        foreach (var (cluster, packages) in clusters)
        {
            await ActAsync(cluster, packages, pipeline, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The work on the packages of one cluster.</summary>
    private protected abstract Task ActAsync(
        ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, CommandPipeline pipeline, CancellationToken stop);

    // An error is written for each name that no package has.
    private static async Task<IReadOnlyList<PackageStatus>> FindAsync(
        ClusterConnection cluster, IReadOnlyList<PackageReference> references, CommandPipeline pipeline, CancellationToken stop)
    {
        var found = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        var all = await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
        foreach (var reference in references)
        {
            foreach (var status in await PackageSelection.FindAsync(all, reference.Name, cluster, pipeline).ConfigureAwait(false))
            {
                found.TryAdd(status.Name, status);
            }
        }

        return [.. found.Values];
    }
}
