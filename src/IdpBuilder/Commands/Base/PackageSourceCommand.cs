using System.Collections;
using System.Management.Automation;
using IdpBuilder.Errors;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Packages;
using IdpBuilder.Packages.Remote;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that reads packages from files and directories: of this machine by <c>-Path</c> with wildcards and <c>-LiteralPath</c> without, of git repositories by <c>-Uri</c>.</summary>
public abstract class PackageSourceCommand : ClusterCommand
{
    /// <summary>The parameter set of <see cref="Path"/>.</summary>
    protected const string PathSet = "Path";

    /// <summary>The parameter set of <see cref="LiteralPath"/>.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    /// <summary>The parameter set of <see cref="Uri"/>.</summary>
    protected const string UriSet = "Uri";

    private readonly List<string> _paths = [];

    /// <summary>Whether something that was given is not there.</summary>
    private protected bool HasMissing { get; private set; }

    /// <summary>Directories or files of packages; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Directories or files of packages, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Directories or files in git repositories, as <c>https://host/owner/repository//path?ref=branch</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Uri { get; set; } = [];

    /// <summary>For servers of git repositories that ask for a user name and a password or token; without it git's credential manager is asked.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Values for the parameters that the packages declare.</summary>
    [Parameter]
    [Alias("Parameters")]
    public IDictionary Parameter { get; set; } = new Hashtable();

    /// <summary>Searches the directories below for packages too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>The package's name, instead of the one its files say; for one package only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Where the manifests of a directory without an Application go; without it a namespace of the package's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == UriSet)
        {
            AddAddresses();
            return;
        }

        var literal = ParameterSetName == LiteralPathSet;
        var (found, failures) = PathArguments.Resolve(this, literal ? LiteralPath : Path, literal);
        foreach (var failure in failures)
        {
            WriteError(ErrorRecords.From(failure));
        }

        if (found.Count == 0 && failures.Count == 0)
        {
            WriteWarning($"No file or directory matches {string.Join(", ", (literal ? LiteralPath : Path).Select(path => $"'{path}'"))}.");
        }

        HasMissing |= found.Count == 0 || failures.Count > 0;
        _paths.AddRange(found);
    }

    /// <summary>Reads everything that was given, with the facts of a platform.</summary>
    private protected async Task<PackageSet> ReadPackagesAsync(PlatformFacts platform, IReadOnlySet<string>? installed, CommandPipeline pipeline, CancellationToken stop)
    {
        using var checkouts = new RemoteCheckouts(() => Services.Remotes, Credential?.GetNetworkCredential(), new PipelineReporter(pipeline));
        var sources = await checkouts.FetchAsync(_paths.Select(path => new PackageSource(path, Recurse, Name, Namespace)), stop).ConfigureAwait(false);
        var options = new PackageReadOptions(platform, ParameterArguments.Read(Parameter), installed);
        return new PackageReader(Services.Reader).Read(sources, options, stop);
    }

    /// <summary>The cluster that is meant; null where there is none, or more than one, and none is named.</summary>
    private protected async Task<ClusterConnection?> FindClusterAsync(CancellationToken stop) =>
        Cluster is null && (await State.ListAsync(null, stop).ConfigureAwait(false)).Count != 1 ? null : await ConnectAsync(stop).ConfigureAwait(false);

    private void AddAddresses()
    {
        foreach (var address in Uri)
        {
            try
            {
                _paths.Add(RemoteAddress.Parse(address).Text);
            }
            catch (IdpException failure)
            {
                HasMissing = true;
                WriteError(ErrorRecords.From(failure));
            }
        }
    }

    /// <summary>The facts of a cluster, or those of a default one where there is none.</summary>
    private protected static PlatformFacts PlatformOf(ClusterConnection? cluster) =>
        cluster is null ? PlatformFacts.Default : PlatformFacts.Of(cluster.Cluster);
}
