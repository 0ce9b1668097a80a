using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Locks;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>The state of one operation on a Workflow, shared by everything that takes part in it.</summary>
internal sealed class WorkflowRun
{
    private readonly Dictionary<string, Manifest> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject?> _boundaryTemplates = new(StringComparer.Ordinal);

    /// <summary>Begins an operation.</summary>
    /// <param name="input">What it looks at.</param>
    /// <param name="workflow">The copy of the Workflow that it changes.</param>
    /// <param name="spec">The spec to run by.</param>
    public WorkflowRun(OperationInput input, Manifest workflow, JsonObject spec)
    {
        (Input, Workflow, Spec) = (input, workflow, spec);
        Nodes = new NodeTable(workflow.Name, Status);
        Resolver = new TemplateResolver(spec, workflow.Namespace, input.Library, new StoredTemplates(Status));
        Globals = GlobalVariables.Of(workflow, spec, input.Library);
        Locks = new WorkflowLocks(input.Locks, workflow, input.Library);
        Arguments = new TemplateArguments(Globals, workflow.Namespace, input.Library);
        foreach (var pod in input.Pods)
        {
            _pods[pod.Annotation(ArgoWorkflowLabels.NodeId) ?? pod.Name] = pod;
        }
    }

    public OperationInput Input { get; }

    public Manifest Workflow { get; }

    public JsonObject Spec { get; }

    public NodeTable Nodes { get; }

    public TemplateResolver Resolver { get; }

    public VariableSet Globals { get; }

    public TemplateArguments Arguments { get; }

    public WorkflowLocks Locks { get; }

    public DateTimeOffset Now => Input.Now;

    public JsonObject Status => Workflow.Status!;

    public TemplateScope LocalScope => new("local", Workflow.Name);

    public Shutdown Shutdown => new(Spec.Text("shutdown"));

    /// <summary>When the whole workflow must have ended; null for no such time.</summary>
    public DateTimeOffset? Deadline =>
        Spec.Whole("activeDeadlineSeconds") is { } seconds && Status.Time("startedAt") is { } started ? started.AddSeconds(seconds) : null;

    public bool DeadlineExceeded => Deadline is { } deadline && Now >= deadline;

    public List<Manifest> PodsToCreate { get; } = [];

    public List<string> PodsToDelete { get; } = [];

    public DateTimeOffset? Again { get; private set; }

    /// <summary>How deep templates call templates right now.</summary>
    public int Depth { get; set; }

    /// <summary>Asks to be looked at again at some time.</summary>
    public void LookAgainAt(DateTimeOffset time) => Again = Again is { } earlier && earlier < time ? earlier : time;

    /// <summary>The Pod of a node, or null.</summary>
    public Manifest? PodOf(string nodeId) => _pods.GetValueOrDefault(nodeId);

    /// <summary>Executes a template.</summary>
    public TemplateOutcome Execute(TemplateCall call) => new TemplateExecution(this, call).Run();

    /// <summary>Makes a node.</summary>
    public Node Initialize(TemplateCall call, string type, WorkflowNodePhase phase, string message = "") =>
        Initialize(call.NodeName, call.Holder, call.Scope, call.BoundaryId, type, phase, message, call.Hooked, call.Retried);

    /// <summary>Makes a node.</summary>
    public Node Initialize(
        string name,
        JsonObject holder,
        TemplateScope scope,
        string boundaryId,
        string type,
        WorkflowNodePhase phase,
        string message = "",
        bool hooked = false,
        bool retried = false)
    {
        var fields = new JsonObject
        {
            ["id"] = WorkflowNames.NodeId(Workflow.Name, name),
            ["name"] = name,
            ["displayName"] = WorkflowNames.DisplayName(name, Nodes.Find(boundaryId)?.Name ?? string.Empty),
            ["type"] = type,
            ["templateScope"] = scope.ToString(),
            ["startedAt"] = Timestamps.Text(Now),
        };
        CopyReference(holder, fields);
        SetFlags(fields, hooked, retried);
        if (boundaryId.Length > 0)
        {
            fields["boundaryID"] = boundaryId;
        }

        var node = Nodes.Add(fields);
        node.Phase = phase;
        node.Message = message;
        node.FinishedAt = node.Fulfilled ? Now : null;
        return node;
    }

    /// <summary>Makes a node the error, or a new one that is nothing else.</summary>
    public TemplateOutcome Fail(TemplateCall call, string message)
    {
        var node = Nodes.Named(call.NodeName);
        node = node is null ? Initialize(call, NodeType.Skipped, WorkflowNodePhase.Error, message) : Mark(node, WorkflowNodePhase.Error, message);
        return new TemplateOutcome(node, Interruption.Error, message);
    }

    /// <summary>Brings a node to a phase. What is fulfilled gets the time of its end.</summary>
    /// <param name="node">The node.</param>
    /// <param name="phase">Its phase.</param>
    /// <param name="message">Its message; null to leave it.</param>
    public Node Mark(Node node, WorkflowNodePhase phase, string? message = null)
    {
        node.Phase = phase;
        node.Message = message ?? node.Message;
        if (node.Fulfilled && node.FinishedAt is null)
        {
            node.FinishedAt = Now;
        }

        return node;
    }

    /// <summary>The template of a steps or DAG node; null for no node.</summary>
    public JsonObject? BoundaryTemplate(string nodeId)
    {
        if (Nodes.Find(nodeId) is not { } node)
        {
            return null;
        }

        if (!_boundaryTemplates.TryGetValue(nodeId, out var template))
        {
            template = _boundaryTemplates[nodeId] = TryTemplateOf(node);
        }

        return template;
    }

    /// <summary>The template of a node as it stands in the workflow, without arguments; null when it is gone.</summary>
    public JsonObject? TryTemplateOf(Node node)
    {
        try
        {
            var template = Resolver.Resolve(HolderOf(node), TemplateScope.Parse(node.Json.Text("templateScope"))).Template;
            Resolver.MergeDefaults(template);
            return template;
        }
        catch (TemplateFailedException)
        {
            return null;
        }
    }

    /// <summary>A duration of a workflow: whole seconds, or Go's text such as <c>1m30s</c>.</summary>
    /// <exception cref="TemplateFailedException">It is neither.</exception>
    public static TimeSpan DurationOf(string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return GoDuration.TryParse(text, out var duration)
            ? duration
            : throw new TemplateFailedException($"unable to parse {text} as a duration: time: invalid duration \"{text}\"");
    }

    private static JsonObject HolderOf(Node node)
    {
        var holder = (JsonObject)node.Json.DeepClone();
        holder["template"] = node.Json.Text("templateName");
        return holder;
    }

    private static void SetFlags(JsonObject fields, bool hooked, bool retried)
    {
        var flags = new JsonObject();
        if (hooked)
        {
            flags["hooked"] = true;
        }

        if (retried)
        {
            flags["retried"] = true;
        }

        if (flags.Count > 0)
        {
            fields["nodeFlag"] = flags;
        }
    }

    private static void CopyReference(JsonObject holder, JsonObject fields)
    {
        if (holder["templateRef"] is { } reference)
        {
            fields["templateRef"] = reference.DeepClone();
        }
        else if (holder["inline"] is { } inline)
        {
            fields["inline"] = inline.DeepClone();
        }
        else if (holder.Text("template") is { Length: > 0 } template)
        {
            fields["templateName"] = template;
        }
    }
}
