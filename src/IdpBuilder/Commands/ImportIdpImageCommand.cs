using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Brings images into the nodes of a cluster on Docker, so that its pods need no registry for them.</summary>
[Cmdlet(VerbsData.Import, "IdpImage", SupportsShouldProcess = true, DefaultParameterSetName = NameSet)]
[OutputType(typeof(ClusterImage))]
public sealed class ImportIdpImageCommand : ClusterCommand
{
    private const string NameSet = "Name";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<string> _names = [];
    private readonly List<string> _archives = [];

    /// <summary>Names of images that the Docker engine has.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [Alias("Image")]
    [ArgumentCompleter(typeof(ImageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Archives of images, such as <c>docker save</c> writes them; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Archives of images, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == NameSet)
        {
            _names.AddRange(Name);
            return;
        }

        var literal = ParameterSetName == LiteralPathSet;
        var (found, failures) = PathArguments.Resolve(this, literal ? LiteralPath : Path, literal);
        foreach (var failure in failures)
        {
            WriteError(ErrorRecords.From(failure));
        }

        _archives.AddRange(found);
    }

    // All at once: layers that several images share travel once.
    /// <inheritdoc/>
    protected override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        if (_names.Count + _archives.Count == 0)
        {
            return;
        }

        var (owner, cluster) = await State.FindOneAsync(Cluster, stop).ConfigureAwait(false);
        var sources = string.Join(", ", _names.Concat(_archives).Select(source => $"'{source}'"));
        if (await pipeline.ShouldProcessAsync(cluster.Name, $"Import {sources} into the nodes of the cluster").ConfigureAwait(false))
        {
            var images = await owner.Provider(cluster.Provider)
                .ImportAsync(cluster, new ImageSource(_names, _archives), new PipelineReporter(pipeline), stop).ConfigureAwait(false);
            foreach (var image in images)
            {
                await pipeline.WriteAsync(image).ConfigureAwait(false);
            }
        }
    }
}
