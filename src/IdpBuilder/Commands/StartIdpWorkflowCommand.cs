using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands;

/// <summary>Starts workflows from templates of the cluster or from files.</summary>
[Cmdlet(VerbsLifecycle.Start, "IdpWorkflow", SupportsShouldProcess = true, DefaultParameterSetName = TemplateSet)]
[OutputType(typeof(Workflow))]
public sealed class StartIdpWorkflowCommand : ClusterCommand
{
    private const string TemplateSet = "Template";
    private const string CronSet = "CronWorkflow";
    private const string PathSet = "Path";
    private const string DefaultNamespace = "argo";

    private IReadOnlyList<string> _files = [];

    /// <summary>The WorkflowTemplate to run.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TemplateSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WorkflowTemplateCompleter))]
    public string Template { get; set; } = string.Empty;

    /// <summary>The template is a ClusterWorkflowTemplate.</summary>
    [Parameter(ParameterSetName = TemplateSet)]
    public SwitchParameter ClusterScope { get; set; }

    /// <summary>The CronWorkflow to run now.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CronSet)]
    [ArgumentCompleter(typeof(CronWorkflowCompleter))]
    public string CronWorkflow { get; set; } = string.Empty;

    /// <summary>Files with Workflows; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Values for the parameters that the template declares.</summary>
    [Parameter(ParameterSetName = TemplateSet)]
    [Parameter(ParameterSetName = CronSet)]
    public IDictionary Parameter { get; set; } = new Hashtable();

    /// <summary>The namespace of the template and of the run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = DefaultNamespace;

    /// <summary>The prefix of the run's name; without it the template's name.</summary>
    [Parameter]
    public string GenerateName { get; set; } = string.Empty;

    /// <summary>Labels for the run.</summary>
    [Parameter]
    public IDictionary Label { get; set; } = new Hashtable();

    /// <summary>Returns when the workflow has succeeded; its failure is an error.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait at most.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = WorkflowWaiting.DefaultTimeout;

    /// <summary>Where the cmdlet would look for a template, with the parameters that a completer sees.</summary>
    internal static string NamespaceMeant(IDictionary given) => given[nameof(Namespace)] as string ?? DefaultNamespace;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet)
        {
            (_files, var failures) = PathArguments.Resolve(this, Path, literal: false);
            foreach (var failure in failures)
            {
                WriteError(ErrorRecords.From(failure));
            }
        }

        base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var cluster = await ConnectAsync(stop).ConfigureAwait(false);
        var runs = ParameterSetName == PathSet
            ? await FromFilesAsync(pipeline, stop).ConfigureAwait(false)
            : [await FromTemplateAsync(cluster, stop).ConfigureAwait(false)];
        foreach (var run in runs)
        {
            var name = run.Name.Length > 0 ? run.Name : run.GenerateName + "*";
            if (!await pipeline.ShouldProcessAsync($"{run.Namespace}/{name}", "Start the workflow").ConfigureAwait(false))
            {
                continue;
            }

            var created = await cluster.Api.CreateAsync(run, WriteOptions.Default, stop).ConfigureAwait(false);
            var workflow = await new WorkflowCatalog(cluster).ReadAsync(created, stop).ConfigureAwait(false);
            if (Wait)
            {
                await new WorkflowWaiting(cluster, pipeline, Timeout).WaitAsync([workflow], stop).ConfigureAwait(false);
            }
            else
            {
                await pipeline.WriteAsync(workflow).ConfigureAwait(false);
            }
        }
    }

    private async Task<Manifest> FromTemplateAsync(ClusterConnection cluster, CancellationToken stop)
    {
        var (type, name) = ParameterSetName == CronSet
            ? (ArgoWorkflowTypes.CronWorkflow, CronWorkflow)
            : (ClusterScope ? ArgoWorkflowTypes.ClusterWorkflowTemplate : ArgoWorkflowTypes.WorkflowTemplate, Template);
        var target = new ResourceReference(type, ClusterScope ? string.Empty : Namespace, name);
        var template = await cluster.Api.GetAsync(target, stop).ConfigureAwait(false)
            ?? throw CommandFailures.TemplateNotFound(target, cluster.Cluster);
        var start = new WorkflowStart(Namespace, TextArguments.Read(Parameter))
        {
            GenerateName = GenerateName,
            Labels = TextArguments.Read(Label),
        };
        return start.From(template, cluster.Clock.GetUtcNow());
    }

    private async Task<IReadOnlyList<Manifest>> FromFilesAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var diagnostics = new List<Diagnostic>();
        var runs = new List<Manifest>();
        foreach (var file in _files)
        {
            foreach (var manifest in await ManifestFile.ReadAsync(file, Services.Reader, diagnostics, stop).ConfigureAwait(false))
            {
                if (manifest.Kind != ArgoWorkflowTypes.Workflow.Kind)
                {
                    throw CommandFailures.NotAWorkflowFile(file, manifest);
                }

                runs.Add(Complete(manifest));
            }
        }

        foreach (var diagnostic in diagnostics)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(diagnostic)).ConfigureAwait(false);
        }

        return diagnostics.Exists(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? [] : runs;
    }

    private Manifest Complete(Manifest manifest)
    {
        var metadata = manifest.Metadata;
        if (metadata is not null && manifest.Namespace.Length == 0)
        {
            metadata["namespace"] = Namespace;
        }

        if (metadata is not null && GenerateName.Length > 0)
        {
            metadata.Remove("name");
            metadata["generateName"] = GenerateName;
        }

        return manifest;
    }
}
