using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Errors;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Reports;

namespace IdpBuilder.Commands;

/// <summary>Writes what happened in a cluster, and when: a page with timelines, or Markdown for the summary of a pipeline run.</summary>
[Cmdlet(VerbsData.Export, "IdpReport", SupportsShouldProcess = true, DefaultParameterSetName = PackageSet)]
[OutputType(typeof(Report), typeof(string))]
public sealed class ExportIdpReportCommand : ClusterCommand
{
    private const string PackageSet = "Package";
    private const string WorkflowSet = "Workflow";

    private readonly List<PackageReference> _packages = [];
    private readonly List<WorkflowReference> _workflows = [];
    private ReportFile? _file;

    /// <summary>The file; <c>idp-report.html</c> here without it. Wildcards mean themselves.</summary>
    [Parameter(Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ReportFile.DefaultName;

    /// <summary>The packages: names, wildcards or objects; the cluster and all it has without it.</summary>
    [Parameter(ParameterSetName = PackageSet, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public PackageReference[] Package { get; set; } = [];

    /// <summary>Workflows that are told of instead: names, wildcards or objects.</summary>
    [Parameter(ParameterSetName = WorkflowSet, Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public WorkflowReference[] Workflow { get; set; } = [];

    /// <summary>Writes Markdown, as it does for paths that end in <c>.md</c>; without <c>-Path</c> it is returned as text.</summary>
    [Parameter]
    public SwitchParameter Markdown { get; set; }

    /// <summary>Adds the Markdown to the end of the file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Leaves a file that exists as it is, with an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Overwrites a file that is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the report as an object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            if (!Markdown || MyInvocation.BoundParameters.ContainsKey(nameof(Path)))
            {
                _file = new ReportFile(PathArguments.Target(this, Path), Markdown) { Append = Append, KeepsExisting = NoClobber, Force = Force };
                _file.Check();
            }
        }
        catch (IdpException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _packages.AddRange(Package);
        _workflows.AddRange(Workflow);
    }

    /// <inheritdoc/>
    protected override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        if (await ScopeAsync(pipeline, stop).ConfigureAwait(false) is not var (cluster, scope))
        {
            return;
        }

        var report = await new ReportReader(cluster, State.StepsOf(cluster.Cluster.Name)).ReadAsync(scope, stop).ConfigureAwait(false);
        if (_file is null)
        {
            await pipeline.WriteAsync(report.ToMarkdown()).ConfigureAwait(false);
        }
        else if (await pipeline.ShouldProcessAsync(_file.FullName, $"Write the report of the cluster '{report.Cluster}'").ConfigureAwait(false))
        {
            await _file.WriteAsync(report, stop).ConfigureAwait(false);
            pipeline.Verbose($"The report of the cluster '{report.Cluster}' is in '{_file.FullName}'.");
        }

        if (PassThru)
        {
            await pipeline.WriteAsync(report).ConfigureAwait(false);
        }
    }

    // Nothing for a pipeline that brought nothing, or names that nothing has: an error says so for each of these.
    private async Task<(ClusterConnection Cluster, ReportScope Scope)?> ScopeAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        if (ParameterSetName == WorkflowSet)
        {
            var workflows = new List<Workflow>();
            var cluster = await OnlyAsync(_workflows, reference => reference.Cluster, stop).ConfigureAwait(false);
            foreach (var reference in cluster is null ? [] : _workflows)
            {
                workflows.AddRange(await WorkflowSelection.FindAsync(cluster!, reference, string.Empty, pipeline, stop).ConfigureAwait(false));
            }

            return workflows.Count == 0 ? null : (cluster!, new ReportScope(Workflows: workflows));
        }

        if (!MyInvocation.ExpectingInput && _packages.Count == 0)
        {
            return (await ConnectAsync(stop).ConfigureAwait(false), ReportScope.All);
        }

        return await OnlyAsync(_packages, reference => reference.Cluster, stop).ConfigureAwait(false) is { } one
            && await NamesAsync(one, pipeline, stop).ConfigureAwait(false) is { Count: > 0 } names
            ? (one, new ReportScope(names))
            : null;
    }

    private async Task<IReadOnlyCollection<string>> NamesAsync(ClusterConnection cluster, CommandPipeline pipeline, CancellationToken stop)
    {
        var all = await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in _packages)
        {
            names.UnionWith((await PackageSelection.FindAsync(all, reference.Name, cluster, pipeline).ConfigureAwait(false)).Select(package => package.Name));
        }

        return names;
    }

    private async Task<ClusterConnection?> OnlyAsync<T>(IReadOnlyList<T> things, Func<T, string> clusterOf, CancellationToken stop)
    {
        var clusters = await ConnectAsync(things, clusterOf, stop).ConfigureAwait(false);
        return clusters.Count < 2
            ? clusters.Select(entry => entry.Cluster).FirstOrDefault()
            : throw ReportFailures.SeveralClusters(clusters.Select(entry => entry.Cluster.Cluster.Name).Distinct(StringComparer.Ordinal));
    }
}
