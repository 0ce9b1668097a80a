using CsCheck;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Actors.Workflows;

/// <summary>What holds of every DAG, whatever depends on what and whatever becomes of its tasks.</summary>
public sealed class DagPropertyTests
{
    private const string ExitCode = "embedded.idpbuilder.io/exit-code";

    private static readonly string[] Kinds = ["good", "bad", "skipped", "twice", "loop", "none", "inner", "forgiven"];

    // Each edge has the results that are asked for; most ask for none.
    private static readonly string[] Results = ["", "", "", "", ".Succeeded", ".Failed", ".Skipped", ".AnySucceeded"];

    private static readonly Gen<Graph> Graphs = Gen.Int[1, 9].SelectMany(count => Gen.Select(
        Gen.Int[0, Kinds.Length - 1].Array[count], Gen.Int[-14, Results.Length - 1].Array[count * count], Gen.Bool, Gen.Bool,
        (kinds, edges, failFast, plain) => new Graph(kinds, edges, failFast, plain)));

    [Fact]
    public void Nodes_are_all_reached_from_the_root_lead_only_to_nodes_and_are_as_old_as_they_say() => Graphs.Sample(
        graph =>
        {
            var lab = new WorkflowLab(Spec(graph)).Run();
            var nodes = lab.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);

            Assert.Equal(nodes.Keys.Order(StringComparer.Ordinal), Reached(nodes, "wf").Order(StringComparer.Ordinal));
            Assert.All(nodes.Values, node =>
            {
                Assert.All(node.Children.Concat(node.OutboundNodes), id => Assert.Contains(id, nodes.Keys));
                Assert.Equal(node.Fulfilled, node.FinishedAt is not null);
                Assert.True(node.FinishedAt is not { } end || end >= node.StartedAt);
                Assert.True(node.BoundaryId.Length == 0 || nodes.ContainsKey(node.BoundaryId));
            });
        },
        iter: 300);

    [Fact]
    public void A_workflow_ends_its_progress_is_the_sum_of_its_leaves_and_its_phase_that_of_its_root() => Graphs.Sample(
        graph =>
        {
            var lab = new WorkflowLab(Spec(graph)).Run();
            var root = lab.Nodes.Single(node => node.Id == "wf");
            var work = lab.Nodes.Where(node => NodeType.IsExecutable(node.Type)).ToArray();
            var done = work.Count(node => node.Phase is WorkflowNodePhase.Succeeded or WorkflowNodePhase.Skipped or WorkflowNodePhase.Omitted);

            Assert.Equal("true", lab.Workflow.Label(ArgoWorkflowLabels.Completed));
            Assert.Equal(root.Phase.ToString(), lab.Phase);
            Assert.Equal($"{done}/{work.Length}", lab.Progress);
            Assert.All(lab.Nodes, node => Assert.True(node.Fulfilled || lab.Phase != "Succeeded"));
        },
        iter: 300);

    [Fact]
    public void A_failed_task_on_which_none_depends_fails_the_workflow_unless_it_is_forgiven_and_without_a_failure_it_succeeds() => Graphs.Sample(
        graph =>
        {
            var lab = new WorkflowLab(Spec(graph with { FailFast = false })).Run();
            var depended = graph.Tasks.SelectMany(graph.NeededBy).ToHashSet();
            var failed = graph.Tasks.Where(task => !depended.Contains(task) && graph.KindOf(task) != "forgiven").Any(task => lab.Node($"t{task}").HasFailed);

            // Between the two, what was left out takes over how that came to end on which it depended.
            Assert.True(!failed || lab.Phase == "Failed");
            Assert.True(lab.Nodes.Any(node => node.HasFailed) || lab.Phase == "Succeeded");
        },
        iter: 300);

    [Fact]
    public void No_task_begins_before_all_that_it_depends_on_have_ended() => Graphs.Sample(
        graph =>
        {
            var lab = new WorkflowLab(Spec(graph));
            var ended = new HashSet<string>(StringComparer.Ordinal);
            for (var round = 0; round < 100 && lab.Workflow.Label(ArgoWorkflowLabels.Completed) != "true"; round++)
            {
                var before = ended.ToHashSet(StringComparer.Ordinal);
                var known = lab.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
                lab.Step();
                ended.UnionWith(lab.Nodes.Where(node => node.Fulfilled).Select(node => node.Name));
                foreach (var task in graph.Tasks.Where(task => !known.Contains($"wf.t{task}")))
                {
                    var begun = lab.Nodes.Any(node => node.Name == $"wf.t{task}");
                    Assert.True(!begun || graph.NeededBy(task).All(other => before.Contains($"wf.t{other}") || ended.Contains($"wf.t{other}")));
                }

                lab.EndPods();
            }
        },
        iter: 200);

    private static HashSet<string> Reached(Dictionary<string, Node> nodes, string root)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([root]);
        while (open.TryPop(out var id))
        {
            if (reached.Add(id))
            {
                nodes[id].Children.ToList().ForEach(open.Push);
            }
        }

        return reached;
    }

    private static string Spec(Graph graph) => $$"""
        entrypoint: main
        templates:
        - {name: main, dag: {failFast: {{(graph.FailFast ? "true" : "false")}}, tasks: [{{string.Join(", ", graph.Tasks.Select(graph.Task))}}]} }
        - {name: good, container: {image: a} }
        - {name: bad, container: {image: a}, metadata: {annotations: { {{ExitCode}}: "3" } } }
        - {name: twice, container: {image: a}, retryStrategy: {limit: 1}, metadata: {annotations: { {{ExitCode}}: "3" } } }
        - {name: inner, steps: [[{name: a, template: good}, {name: b, template: good}]]}
        """;

    /// <summary>Tasks, each of which may depend on those before it.</summary>
    /// <param name="Kinds">The kind of each.</param>
    /// <param name="Edges">For each pair the result that is asked for; negative for none at all.</param>
    /// <param name="FailFast">Whether the DAG ends early.</param>
    /// <param name="IsPlain">Whether dependencies are a list, which allows to go on after failures, or a condition.</param>
    private sealed record Graph(int[] Kinds, int[] Edges, bool FailFast, bool IsPlain)
    {
        public IEnumerable<int> Tasks => Enumerable.Range(0, Kinds.Length);

        public string KindOf(int task) => DagPropertyTests.Kinds[Kinds[task]] is var kind && kind == "forgiven" && !IsPlain ? "bad" : kind;

        public IEnumerable<int> NeededBy(int task) => Enumerable.Range(0, task).Where(before => Edges[(task * Kinds.Length) + before] >= 0);

        public string Task(int task)
        {
            var needs = IsPlain ? $"dependencies: [{string.Join(", ", NeededBy(task).Select(other => $"t{other}"))}]" : $"depends: \"{string.Join(" && ", NeededBy(task).Select(other => Condition(task, other)))}\"";
            return $"{{name: t{task}, {Call(KindOf(task))}, {needs}}}";
        }

        // Only of loops it can be asked whether any round succeeded.
        private string Condition(int task, int other) =>
            Results[Edges[(task * Kinds.Length) + other]] is var result && result == ".AnySucceeded" && KindOf(other) != "loop" ? $"t{other}" : $"t{other}{result}";

        private static string Call(string kind) => kind switch
        {
            "skipped" => "template: good, when: \"1 == 2\"",
            "loop" => "template: good, withItems: [1, 2, 3]",
            "none" => "template: good, withItems: []",
            "forgiven" => "template: bad, continueOn: {failed: true}",
            _ => $"template: {kind}",
        };
    }
}
