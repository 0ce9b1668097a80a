using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that reads files or directories; it has <c>-Path</c> with wildcards and <c>-LiteralPath</c> without.</summary>
public abstract class PathCommand : ClusterCommand
{
    /// <summary>The parameter set of <see cref="Path"/>.</summary>
    protected const string PathSet = "Path";

    /// <summary>The parameter set of <see cref="LiteralPath"/>.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    private readonly List<string> _paths = [];
    private readonly List<Errors.IdpException> _failures = [];

    /// <summary>Files or directories; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files or directories, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var literal = ParameterSetName == LiteralPathSet;
        var (found, failures) = PathArguments.Resolve(this, literal ? LiteralPath : Path, literal);
        _paths.AddRange(found);
        _failures.AddRange(failures);
        base.ProcessRecord();
    }

    /// <summary>The paths collected since this was last called; an error is written for each that names nothing.</summary>
    private protected async Task<IReadOnlyList<string>> TakePathsAsync(CommandPipeline pipeline)
    {
        foreach (var failure in _failures)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure)).ConfigureAwait(false);
        }

        var paths = _paths.ToArray();
        _paths.Clear();
        _failures.Clear();
        return paths;
    }
}
