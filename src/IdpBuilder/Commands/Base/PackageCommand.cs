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
    public PackageReference[] Package { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _references.AddRange(Package);

    /// <summary>The packages that were given; an error is written for each name that none has.</summary>
    private protected async Task<IReadOnlyList<PackageStatus>> FindAsync(ClusterConnection cluster, CommandPipeline pipeline, CancellationToken stop)
    {
        // An upstream command that failed has sent nothing: then there is nothing to look for.
        if (_references.Count == 0)
        {
            return [];
        }

        var found = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        var all = await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
        foreach (var reference in _references)
        {
            foreach (var status in await PackageSelection.FindAsync(all, reference.Name, cluster, pipeline).ConfigureAwait(false))
            {
                found.TryAdd(status.Name, status);
            }
        }

        return [.. found.Values];
    }
}
