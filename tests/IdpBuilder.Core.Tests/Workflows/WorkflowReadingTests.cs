using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class WorkflowReadingTests
{
    [Fact]
    public void A_workflow_says_whose_it_is_and_where_it_stands()
    {
        var workflow = WorkflowEngines.Read(Runs.FailedLoop(), [], Runs.Now)!;
        Assert.Equal(("loop", "demo", "Workflow", "Argo Workflows"), (workflow.Name, workflow.Namespace, workflow.Kind, workflow.Engine));
        Assert.Equal(("shop", "PreSync"), (workflow.Application, workflow.Hook));
        Assert.Equal((WorkflowPhase.Failed, "1/3", "child 'loop-g' failed"), (workflow.Phase, workflow.Progress, workflow.Message));
        Assert.Equal(TimeSpan.FromSeconds(30), workflow.Duration);
        Assert.Equal([new WorkflowParameter("total", "7")], workflow.Outputs);
    }

    [Fact]
    public void Nodes_form_a_tree_in_which_each_is_once_inside_what_holds_it()
    {
        var workflow = WorkflowEngines.Read(Runs.FailedLoop(), [], Runs.Now)!;
        Assert.Equal(
            """
            loop
              [0]
                try(0:a)
                try(1:b)
                  try(1:b)(0)
                  try(1:b)(1)
            loop.onExit

            """.ReplaceLineEndings("\n"),
            Outline(workflow.Nodes, string.Empty));
    }

    [Fact]
    public void A_node_carries_its_pod_its_exit_code_and_what_it_printed()
    {
        var node = WorkflowEngines.Read(Runs.FailedLoop(), [], Runs.Now)!.AllNodes().Single(node => node.Id == "loop-a");
        Assert.Equal(WorkflowNames.PodName("loop", "loop[0].try(0:a)", "work"), node.PodName);
        Assert.Equal(0, node.ExitCode);
        Assert.Equal([new WorkflowParameter("result", "fine")], node.Outputs);
    }

    [Fact]
    public void Compressed_nodes_are_read_as_if_they_were_plain()
    {
        var plain = Runs.FailedLoop();
        var compressed = Runs.FailedLoop();
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(plain.Status!["nodes"]!.ToJsonString()));
        }

        compressed.Status!.Remove("nodes");
        compressed.Status["compressedNodes"] = Convert.ToBase64String(bytes.ToArray());
        Assert.Equal(
            Outline(WorkflowEngines.Read(plain, [], Runs.Now)!.Nodes, ""), Outline(WorkflowEngines.Read(compressed, [], Runs.Now)!.Nodes, ""));
    }

    [Theory]
    [InlineData("compressedNodes", "not base64!", "cannot be read")]
    [InlineData("compressedNodes", "aGVsbG8=", "cannot be read")]
    [InlineData("offloadNodeStatusVersion", "fnv:784127654", "fnv:784127654")]
    public void Nodes_that_cannot_be_read_are_said_to_be_unreadable(string field, string value, string said)
    {
        var run = Runs.FailedLoop();
        run.Status!.Remove("nodes");
        run.Status[field] = value;
        var workflow = WorkflowEngines.Read(run, [], Runs.Now)!;
        Assert.Empty(workflow.Nodes);
        Assert.Contains(said, workflow.NodesUnreadable);
    }

    [Fact]
    public void A_Job_is_a_workflow_whose_nodes_are_its_own_Pods()
    {
        var job = Runs.FailedJob();
        var workflow = WorkflowEngines.Read(job, [Runs.FailedPod("migrate-1", "j1", 1), Runs.FailedPod("other", "j2", 9), Runs.FailedPod("migrate-2", "j1", 2)], Runs.Now)!;
        Assert.Equal((WorkflowPhase.Failed, "0/1", "pre-install"), (workflow.Phase, workflow.Progress, workflow.Hook));
        Assert.Equal(["migrate-1", "migrate-2"], workflow.Nodes.Single().Children.Select(node => node.Name));
        Assert.Equal([1, 2], workflow.Nodes.Single().Children.Select(node => node.ExitCode));
    }

    [Fact]
    public void Statuses_of_wrong_types_read_as_nothing()
    {
        var run = Runs.Parse("""{"apiVersion":"argoproj.io/v1alpha1","kind":"Workflow","metadata":{"name":"x"},"status":{"phase":7,"nodes":{"a":1,"b":{"name":[],"children":"z"}},"startedAt":"soon","outputs":[]}}""");
        var workflow = WorkflowEngines.Read(run, [], Runs.Now)!;
        Assert.Equal(WorkflowPhase.Pending, workflow.Phase);
        Assert.Null(workflow.StartedAt);
    }

    [Theory]
    [InlineData("v1", "ConfigMap")]
    [InlineData("argoproj.io/v1alpha1", "WorkflowTemplate")]
    public void Other_kinds_are_no_workflows(string apiVersion, string kind) =>
        Assert.Null(WorkflowEngines.Read(new(new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind }), [], Runs.Now));

    private static string Outline(IEnumerable<WorkflowNode> nodes, string indent) =>
        string.Concat(nodes.Select(node => $"{indent}{node.DisplayName}\n{Outline(node.Children, indent + "  ")}"));
}
