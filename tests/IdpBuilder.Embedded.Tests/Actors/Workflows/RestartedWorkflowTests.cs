using System.Text.Json.Nodes;
using CsCheck;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Actors.Workflows;

/// <summary>Workflows that failed and are retried, as the controller sees them.</summary>
public sealed class RestartedWorkflowTests
{
    private const string ExitCode = "embedded.idpbuilder.io/exit-code";

    [Fact]
    public void A_Pod_of_the_forgotten_attempt_that_is_still_seen_is_not_taken_for_that_of_the_new_one()
    {
        var lab = new WorkflowLab($$"""{entrypoint: main, templates: [{name: main, container: {image: busybox}, metadata: {annotations: { {{ExitCode}}: "3" } } }]}""").Run();
        var old = lab.CreatedPods.Single().Clone();
        old.Json["status"] = new JsonObject { ["phase"] = "Failed" };
        var (again, pods) = WorkflowActions.Retry(lab.Workflow, also: null, lab.Now);

        var result = WorkflowOperation.Operate(new OperationInput(again, [old], (_, _, _) => null, lab.Now, new Dictionary<string, string>()));

        Assert.Equal([old.Name], pods);
        Assert.Equal([old.Name], result.PodsToCreate.Select(pod => pod.Name));
        Assert.Equal("Running", result.Workflow.Status.Text("phase"));
    }

    [Fact]
    public void Whatever_failed_in_a_graph_it_succeeds_when_it_is_retried_mended_and_what_had_succeeded_is_not_run_again()
    {
        var graphs = Gen.Int[1, 8].SelectMany(count => Gen.Select(
            Gen.Bool.Array[count * count], Gen.Bool.Array[count], Gen.Bool.Array[count], (edges, failing, retried) => (count, edges, failing, retried)));

        graphs.Sample(
            graph =>
            {
                var lab = new WorkflowLab(Spec(graph.count, graph.edges, graph.failing, graph.retried)).Run();
                if (lab.Phase == "Succeeded")
                {
                    return;
                }

                var done = lab.CreatedPods.Where(pod => pod.Annotation(ExitCode) == "0").Select(pod => pod.Name).ToHashSet();
                var (again, pods) = WorkflowActions.Retry(lab.Workflow, also: null, lab.Now);
                foreach (var template in again.Spec.Children("templates"))
                {
                    template.Child("metadata").Child("annotations")?.Remove(ExitCode);
                }

                pods.ToList().ForEach(lab.DeletePod);
                var before = lab.CreatedPods.Count;
                lab.Change(run => run.Json.Clear()).Change(run => again.Json.ToList().ForEach(field => run.Json[field.Key] = field.Value?.DeepClone())).Run();

                Assert.Equal("Succeeded", lab.Phase);
                Assert.DoesNotContain(lab.CreatedPods.Skip(before), pod => done.Contains(pod.Name));
                Assert.All(lab.Nodes, node => Assert.True(node.Fulfilled));
            },
            iter: 200);
    }

    // Task i may depend on every task before it.
    private static string Spec(int count, bool[] edges, bool[] failing, bool[] retried)
    {
        var tasks = Enumerable.Range(0, count).Select(task =>
        {
            var depends = string.Join(" && ", Enumerable.Range(0, task).Where(before => edges[(task * count) + before]).Select(before => $"t{before}"));
            var template = (failing[task] ? "bad" : "good") + (retried[task] ? "-twice" : string.Empty);
            return $"{{name: t{task}, template: {template}{(depends.Length > 0 ? $", depends: {depends}" : string.Empty)}}}";
        });
        var leaves = new[] { "good", "bad", "good-twice", "bad-twice" }.Select(name =>
            $"{{name: {name}, container: {{image: busybox}}{(name.EndsWith("twice", StringComparison.Ordinal) ? ", retryStrategy: {limit: 1}" : string.Empty)}, "
            + $"metadata: {{annotations: {{{ExitCode}: \"{(name.StartsWith("bad", StringComparison.Ordinal) ? 3 : 0)}\"}}}}}}");
        return $"{{entrypoint: main, templates: [{{name: main, dag: {{tasks: [{string.Join(", ", tasks)}]}}}}, {string.Join(", ", leaves)}]}}";
    }
}
