using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Assesses the health of manifests by Argo CD's rules.</summary>
[Cmdlet(VerbsCommon.Get, "IdpResourceHealth", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ResourceHealth))]
public sealed class GetIdpResourceHealthCommand : AsyncCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string ObjectSet = "InputObject";

    private readonly List<string> _paths = [];

    /// <summary>Files with manifests; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files with manifests, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Manifests as objects: hashtables, what <c>ConvertFrom-Json</c> returns, lists of either, or what <c>Get-IdpPackageResource</c> returns.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A file from Get-ChildItem is an object too, and binds as one first.
        if (InputObject?.BaseObject is FileSystemInfo file)
        {
            AddPaths([file.FullName], literal: true);
        }
        else if (ParameterSetName != ObjectSet)
        {
            var literal = ParameterSetName == LiteralPathSet;
            AddPaths(literal ? LiteralPath : Path, literal);
        }

        base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        if (InputObject is { BaseObject: not FileSystemInfo })
        {
            await WriteObjectAsync(InputObject, pipeline).ConfigureAwait(false);
        }

        foreach (var path in _paths)
        {
            await WriteFileAsync(path, pipeline, stop).ConfigureAwait(false);
        }

        _paths.Clear();
    }

    private void AddPaths(IEnumerable<string> paths, bool literal)
    {
        var (found, failures) = PathArguments.Resolve(this, paths, literal);
        foreach (var failure in failures)
        {
            WriteError(ErrorRecords.From(failure));
        }

        _paths.AddRange(found);
    }

    private static async Task WriteObjectAsync(PSObject value, CommandPipeline pipeline)
    {
        if (value.BaseObject is PackageResource resource)
        {
            // It was assessed when it was read; what it was assessed by is not part of it.
            await pipeline.WriteAsync(new ResourceHealth(resource.Kind, resource.Namespace, resource.Name, resource.Health, resource.Message)).ConfigureAwait(false);
        }
        else if (ManifestConversion.From(value) is { } given)
        {
            foreach (var manifest in ManifestDocuments.ManifestsOf(given))
            {
                await pipeline.WriteAsync(ResourceHealth.Of(manifest)).ConfigureAwait(false);
            }
        }
        else
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.NotAManifest(value))).ConfigureAwait(false);
        }
    }

    private static async Task WriteFileAsync(string path, CommandPipeline pipeline, CancellationToken stop)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var manifest in await ManifestFile.ReadAsync(path, Services.Reader, diagnostics, stop).ConfigureAwait(false))
        {
            await pipeline.WriteAsync(ResourceHealth.Of(manifest)).ConfigureAwait(false);
        }

        foreach (var diagnostic in diagnostics)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(diagnostic)).ConfigureAwait(false);
        }
    }
}
