using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workflows.Locks;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Actors.Workflows;

/// <summary>Runs a Workflow by the pure operation alone: Pods end as their annotations say, time jumps to what is due next.</summary>
internal sealed class WorkflowLab
{
    private const int MostRounds = 3000;
    private readonly Dictionary<string, Manifest> _pods = new(StringComparer.Ordinal);
    private readonly List<Manifest> _library = [];

    public WorkflowLab(string spec, string name = "wf", LockTable? locks = null)
    {
        Locks = locks ?? new LockTable();
        Workflow = new Manifest(new JsonObject
        {
            ["apiVersion"] = "argoproj.io/v1alpha1",
            ["kind"] = "Workflow",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "demo", ["uid"] = "u1", ["creationTimestamp"] = "2026-01-01T00:00:00Z" },
            ["spec"] = TestYaml.Parse(spec),
        });
    }

    public LockTable Locks { get; }

    public Manifest Workflow { get; private set; }

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public List<Manifest> CreatedPods { get; } = [];

    public int MostPodsAtOnce { get; private set; }

    public Dictionary<string, string> Refused { get; } = [];

    public string Phase => Workflow.Status.Text("phase");

    public string Message => Workflow.Status.Text("message");

    public string Progress => Workflow.Status.Text("progress");

    public IEnumerable<Node> Nodes => (Workflow.Status.Child("nodes") ?? []).Select(entry => new Node((JsonObject)entry.Value!));

    public Node Node(string displayName) => Nodes.Single(node => node.DisplayName == displayName);

    public WorkflowLab With(string kind, string name, string json)
    {
        _library.RemoveAll(manifest => manifest.Kind == kind && manifest.Name == name);
        _library.Add(new Manifest(new JsonObject { ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name }, [kind == "ConfigMap" ? "data" : "spec"] = TestYaml.Parse(json) }));
        return this;
    }

    public WorkflowLab Change(Action<Manifest> change)
    {
        Workflow = Workflow.Clone();
        change(Workflow);
        return this;
    }

    /// <summary>Runs until nothing is due any more.</summary>
    public WorkflowLab Run()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var before = Workflow.Json.ToJsonString();
            var again = Step();
            if (EndPods() || Workflow.Json.ToJsonString() != before)
            {
                continue;
            }

            if (again is null || Workflow.Label(ArgoWorkflowLabels.Completed) == "true")
            {
                return this;
            }

            Now = again.Value > Now ? again.Value : Now.AddSeconds(1);
        }

        throw new InvalidOperationException($"the workflow does not come to rest: {Workflow.Status!.ToJsonString()}");
    }

    /// <summary>One operation; Pods asked for begin to run.</summary>
    public DateTimeOffset? Step()
    {
        var result = WorkflowOperation.Operate(new OperationInput(Workflow, [.. _pods.Values], Find, Now, Refused) { Locks = Locks });
        Workflow = result.Workflow;
        foreach (var pod in result.PodsToCreate.Where(pod => !Refused.ContainsKey(pod.Name)))
        {
            if (_pods.TryAdd(pod.Name, pod))
            {
                CreatedPods.Add(pod);
                pod.Json["status"] = new JsonObject { ["phase"] = "Running" };
            }
        }

        foreach (var pod in result.PodsToDelete)
        {
            _pods.Remove(pod);
        }

        MostPodsAtOnce = Math.Max(MostPodsAtOnce, _pods.Values.Count(pod => pod.Status.Text("phase") == "Running"));
        return result.Again;
    }

    public void DeletePod(string name) => _pods.Remove(name);

    private Manifest? Find(string kind, string inNamespace, string name) =>
        _library.FirstOrDefault(manifest => manifest.Kind == kind && manifest.Name == name);

    /// <summary>Ends the Pods that run and have no end of their own; false when there was none.</summary>
    public bool EndPods()
    {
        var ended = false;
        foreach (var (name, pod) in _pods.ToArray())
        {
            var code = int.Parse(pod.Annotation(PretendAnnotations.ExitCode) ?? "0", CultureInfo.InvariantCulture);
            if (pod.Status.Text("phase") != "Running" || pod.Annotation(PretendAnnotations.Duration) is not null)
            {
                continue;
            }

            ended = true;
            var copy = pod.Clone();
            copy.Json["status"] = new JsonObject
            {
                ["phase"] = code == 0 ? "Succeeded" : "Failed",
                ["containerStatuses"] = new JsonArray(
                    Terminated("main", code), Terminated("wait", 0)),
            };
            _pods[name] = copy;
        }

        return ended;
    }

    private JsonObject Terminated(string name, int code) => new()
    {
        ["name"] = name,
        ["state"] = new JsonObject
        {
            ["terminated"] = new JsonObject { ["exitCode"] = code, ["reason"] = code == 0 ? "Completed" : "Error", ["finishedAt"] = Timestamps.Text(Now) },
        },
    };
}
