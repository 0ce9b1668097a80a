using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
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
    private const string LiteralPathSet = "LiteralPath";
    private const string DefaultNamespace = "argo";

    private IReadOnlyList<string> _files = [];
    private IReadOnlyList<IdpException> _missing = [];

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

    /// <summary>Files with Workflows, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Values for the parameters that the template, or the Workflow of the file, declares.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(WorkflowParameterCompleter))]
    public IDictionary Parameter { get; set; } = new Hashtable();

    /// <summary>The namespace of the template and of the run; of a Workflow in a file that names none.</summary>
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

    private bool IsFromFiles => ParameterSetName is PathSet or LiteralPathSet;

    /// <summary>Where the cmdlet would look for a template, with the parameters that a completer sees.</summary>
    internal static string NamespaceMeant(IDictionary given) => given[nameof(Namespace)] as string ?? DefaultNamespace;

    /// <summary>The template that the cmdlet would start from, with the parameters that a completer sees; null for none.</summary>
    internal static ResourceReference? TemplateMeant(IDictionary given)
    {
        var (template, schedule) = (given[nameof(Template)] as string ?? string.Empty, given[nameof(CronWorkflow)] as string ?? string.Empty);
        return template.Length + schedule.Length > 0
            ? TargetOf(template, schedule, LanguagePrimitives.IsTrue(given[nameof(ClusterScope)]), NamespaceMeant(given))
            : null;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsFromFiles)
        {
            var literal = ParameterSetName == LiteralPathSet;
            (_files, _missing) = PathArguments.Resolve(this, literal ? LiteralPath : Path, literal);
        }

        base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var cluster = await ConnectAsync(stop).ConfigureAwait(false);
        var runs = IsFromFiles
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

    private static ResourceReference TargetOf(string template, string schedule, bool clusterScope, string inNamespace) =>
        schedule.Length > 0 ? new(ArgoWorkflowTypes.CronWorkflow, inNamespace, schedule)
        : clusterScope ? new(ArgoWorkflowTypes.ClusterWorkflowTemplate, string.Empty, template)
        : new(ArgoWorkflowTypes.WorkflowTemplate, inNamespace, template);

    private async Task<Manifest> FromTemplateAsync(ClusterConnection cluster, CancellationToken stop)
    {
        var target = TargetOf(Template, CronWorkflow, ClusterScope, Namespace);
        if (await cluster.Api.GetAsync(target, stop).ConfigureAwait(false) is not { } template)
        {
            throw CommandFailures.TemplateNotFound(target, cluster.Cluster, await NamespacesWithAsync(cluster, target, stop).ConfigureAwait(false));
        }

        return Start().From(template, cluster.Clock.GetUtcNow());
    }

    // Where else there is one of this name, as far as the user may look.
    private static async Task<IReadOnlyList<string>> NamespacesWithAsync(ClusterConnection cluster, ResourceReference target, CancellationToken stop)
    {
        if (target.Namespace.Length == 0)
        {
            return [];
        }

        try
        {
            var others = await cluster.Api.ListAsync(new ResourceSelector(target.Type, FieldSelector: $"metadata.name={target.Name}"), stop).ConfigureAwait(false);
            return [.. others.Items.Select(other => other.Namespace).Order(StringComparer.Ordinal)];
        }
        catch (KubernetesApiException)
        {
            return [];
        }
    }

    // Nothing is started when anything is wrong, and all of that is told.
    private async Task<IReadOnlyList<Manifest>> FromFilesAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var (runs, mistakes) = await WorkflowFiles.ReadAsync(_files, pipeline, stop).ConfigureAwait(false);
        var errors = _missing.Select(failure => ErrorRecords.From(failure)).Concat(mistakes).ToList();
        foreach (var error in errors)
        {
            await pipeline.WriteErrorAsync(error).ConfigureAwait(false);
        }

        return errors.Count > 0 ? [] : [.. runs.Select(Start().Of)];
    }

    private WorkflowStart Start() => new(Namespace, TextArguments.Read(Parameter))
    {
        GenerateName = GenerateName,
        Labels = TextArguments.Read(Label),
    };
}
