using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Executes the tasks of a DAG, each after what it depends on.</summary>
internal sealed class DagTaskExecution(
    WorkflowRun run, TemplateCall call, TemplateScope scope, JsonObject template, DagTasks tasks, Node dag)
{
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly LifecycleHooks _hooks = new(run, scope, dag.Id, "tasks");

    /// <summary>The node of a task, or null.</summary>
    public Node? NodeOf(string task) => run.Nodes.Named(NameOf(task));

    /// <summary>Brings a task, and what it depends on, as far as it can go now.</summary>
    public void Visit(string name)
    {
        if (!_visited.Add(name))
        {
            return;
        }

        var node = NodeOf(name);
        var task = tasks.Find(name)!;
        try
        {
            if (node is { Fulfilled: true })
            {
                FollowUp(task, node);
                return;
            }

            if (DependenciesAllow(task, name))
            {
                Start(task, node);
            }
        }
        catch (TemplateFailedException failure) when (failure.ComesLater)
        {
            // What is referred to may still be reported.
        }
        catch (TemplateFailedException failure)
        {
            Settle(task, NodeOf(name), WorkflowNodePhase.Error, failure.Message);
        }
    }

    /// <summary>Whether the exit handler of a task does not run any more.</summary>
    public bool ExitHandlerIsDone(string task) => run.Nodes.Named(WorkflowNames.OnExit(NameOf(task))) is null or { Fulfilled: true };

    /// <summary>What all tasks came to.</summary>
    public OutputScope OutputsOfAll()
    {
        var outputs = new OutputScope(run, scope, "tasks", template);
        foreach (var task in tasks.All)
        {
            AddOutputs(outputs, task.Text("name"));
        }

        return outputs;
    }

    private string NameOf(string task) => $"{dag.Name}.{task}";

    private void FollowUp(JsonObject task, Node node)
    {
        if (task["hooks"] is null && task["onExit"] is null)
        {
            return;
        }

        var outputs = OutputsBefore(task.Text("name"));
        if (_hooks.RunHooks(task, node, outputs) && node.Completed)
        {
            _hooks.RunExit(task, node, outputs);
        }
    }

    private bool DependenciesAllow(JsonObject task, string name)
    {
        foreach (var dependency in tasks.DependenciesOf(name))
        {
            Visit(dependency);
        }

        if (NodeOf(name) is not null || tasks.LogicOf(name) is not { Length: > 0 } logic)
        {
            return true;
        }

        var nodes = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var dependency in tasks.DependenciesOf(name))
        {
            if (NodeOf(dependency) is not { Fulfilled: true } done || !HooksFulfilled(done))
            {
                return false;
            }

            nodes[dependency] = done;
        }

        if (DependsLogic.Holds(logic, nodes, run.Nodes))
        {
            return true;
        }

        Settle(task, null, WorkflowNodePhase.Omitted, "omitted: depends condition not met");
        return false;
    }

    private bool HooksFulfilled(Node node) =>
        node.Children.Select(run.Nodes.Find).OfType<Node>().Where(child => child.Hooked).All(child => child.Fulfilled);

    private void Start(JsonObject task, Node? node)
    {
        var outputs = OutputsBefore(task.Text("name"));
        if (node is { Phase: WorkflowNodePhase.Running } && !_hooks.RunHooks(task, node, outputs))
        {
            return;
        }

        var resolved = References.Resolve(task, outputs);
        var rounds = LoopExpansion.Expand(resolved, outputs.All);
        var group = References.IsLoop(task) ? Group(task, node, rounds.Count) : null;
        foreach (var round in rounds)
        {
            if (!StartRound(round, group, outputs))
            {
                return;
            }
        }

        if (group is { Fulfilled: false } && rounds.Count > 0)
        {
            ConcludeGroup(group, rounds);
        }
    }

    // A loop is a TaskGroup that holds its rounds; one without rounds is skipped.
    private Node? Group(JsonObject task, Node? node, int rounds)
    {
        if (rounds == 0)
        {
            Settle(task, node, WorkflowNodePhase.Skipped, "Skipped, empty params");
            return null;
        }

        if (node is not null)
        {
            return node;
        }

        var name = NameOf(task.Text("name"));
        var group = run.Initialize(name, task, scope, dag.Id, NodeType.TaskGroup, WorkflowNodePhase.Running);
        Connect(task.Text("name"), name);
        return group;
    }

    private bool StartRound(JsonObject task, Node? group, OutputScope outputs)
    {
        var name = NameOf(task.Text("name"));
        if (run.Nodes.Named(name) is null && !WhenExpression.Holds(task.Text("when")))
        {
            run.Initialize(name, task, scope, dag.Id, NodeType.Skipped, WorkflowNodePhase.Skipped, $"when '{task.Text("when")}' evaluated false");
            ConnectRound(task, group, name);
            return true;
        }

        var execution = run.Execute(new TemplateCall(name, task, scope, task.Child("arguments"))
        {
            BoundaryId = dag.Id,
            OnExit = call.OnExit,
            NameVariable = "tasks.name",
        });
        if (execution.Node is not { } node)
        {
            return false;
        }

        ConnectRound(task, group, name);
        if (execution.Interruption == Interruption.Error)
        {
            run.Mark(node, WorkflowNodePhase.Error, $"task '{name}' errored: {execution.Message}");
            return false;
        }

        return execution.Interruption != Interruption.Timeout
            && (!node.Completed || (_hooks.RunHooks(task, node, outputs) && _hooks.RunExit(task, node, outputs)));
    }

    private void ConnectRound(JsonObject task, Node? group, string name)
    {
        if (group is null)
        {
            Connect(task.Text("name"), name);
        }
        else
        {
            run.Nodes.Connect(group.Name, name);
        }
    }

    private void ConcludeGroup(Node group, IReadOnlyList<JsonObject> rounds)
    {
        var phase = WorkflowNodePhase.Succeeded;
        foreach (var round in rounds)
        {
            if (NodeOf(round.Text("name")) is not { Fulfilled: true } node)
            {
                return;
            }

            phase = node.HasFailed ? node.Phase : phase;
        }

        run.Mark(group, phase);
    }

    private void Settle(JsonObject task, Node? node, WorkflowNodePhase phase, string message)
    {
        if (node is not null)
        {
            run.Mark(node, phase, message);
            return;
        }

        var name = NameOf(task.Text("name"));
        run.Initialize(name, task, scope, dag.Id, NodeType.Skipped, phase, message);
        Connect(task.Text("name"), name);
    }

    // A task comes after every node by which what it depends on leads on; one that depends on nothing, after the DAG itself.
    private void Connect(string task, string nodeName)
    {
        var dependencies = tasks.DependenciesOf(tasks.Find(task) is null ? task[..task.IndexOf('(', StringComparison.Ordinal)] : task);
        if (dependencies.Count == 0)
        {
            run.Nodes.Connect(dag.Name, nodeName);
        }

        foreach (var id in dependencies.Select(NodeOf).OfType<Node>().SelectMany(node => run.Nodes.Outbound(node.Id)).ToArray())
        {
            run.Nodes.Find(id)?.AddChild(WorkflowNames.NodeId(run.Workflow.Name, nodeName));
        }
    }

    // Only what the task names is looked up: in a long chain everything comes before the last task.
    private OutputScope OutputsBefore(string task)
    {
        var outputs = new OutputScope(run, scope, "tasks", template);
        var text = tasks.Find(task)!.ToJsonString();
        if (text.Contains("tasks", StringComparison.Ordinal))
        {
            foreach (var ancestor in tasks.AncestorsOf(task).Where(name => text.Contains(name, StringComparison.Ordinal)))
            {
                AddOutputs(outputs, ancestor);
            }
        }

        return outputs;
    }

    private void AddOutputs(OutputScope outputs, string task)
    {
        if (NodeOf(task) is not { } node)
        {
            return;
        }

        if (node.Type == NodeType.TaskGroup)
        {
            outputs.AddLoop(task, [.. node.Children.Select(run.Nodes.Find).OfType<Node>()]);
        }

        outputs.Add(tasks.Find(task)!, node);
    }
}
