using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class WorkflowRetryTests
{
    [Fact]
    public void Failed_attempts_and_the_exit_handler_are_forgotten_and_what_was_around_them_runs_again()
    {
        var (again, pods) = WorkflowActions.Retry(Runs.FailedLoop(), also: null, Runs.Now);

        var nodes = again.Status.Child("nodes")!;
        Assert.Equal(
            ["loop Running [loop-g]", "loop-a Succeeded []", "loop-b Running []", "loop-g Running [loop-a,loop-b]"],
            nodes.Select(entry => $"{entry.Key} {entry.Value!["phase"]} [{string.Join(',', ((JsonObject)entry.Value!).Texts("children"))}]").Order(StringComparer.Ordinal));
        Assert.Equal(
            new[] { ("loop[0].try(1:b)(0)", "work"), ("loop[0].try(1:b)(1)", "work"), ("loop.onExit", "bye") }.Select(pod => WorkflowNames.PodName("loop", pod.Item1, pod.Item2)).Order(StringComparer.Ordinal),
            pods.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_run_counts_as_one_that_has_not_ended()
    {
        var run = Runs.FailedLoop();
        run.Metadata!["labels"] = new JsonObject { [ArgoWorkflowLabels.Completed] = "true", ["team"] = "a" };
        run.Spec!["shutdown"] = "Stop";
        run.Status!["conditions"] = new JsonArray(new JsonObject { ["type"] = "Completed", ["status"] = "True" });

        var (again, _) = WorkflowActions.Retry(run, also: null, Runs.Now);

        Assert.Equal("""{"team":"a"}""", again.Metadata!["labels"]!.ToJsonString());
        Assert.False(again.Spec!.ContainsKey("shutdown"));
        Assert.Equal("False", (string?)again.Status!["conditions"]![0]!["status"]);
        Assert.Equal("2026-01-01T12:00:00Z", (string?)again.Status["startedAt"]);
        Assert.False(again.Status.ContainsKey("phase") || again.Status.ContainsKey("finishedAt") || again.Status.ContainsKey("message"));
        Assert.Equal("Failed", (string?)run.Status["phase"]);
    }

    [Fact]
    public void A_failure_that_the_workflow_went_on_from_stays()
    {
        var run = Runs.FailedLoop();
        var nodes = run.Status.Child("nodes")!;
        nodes["loop-h"] = JsonNode.Parse("""{"id":"loop-h","name":"loop[1]","displayName":"[1]","type":"StepGroup","phase":"Failed","boundaryID":"loop","children":["loop-c","loop-d"]}""");
        nodes["loop-c"] = JsonNode.Parse("""{"id":"loop-c","name":"loop[1].fine","displayName":"fine","type":"Pod","phase":"Succeeded","boundaryID":"loop"}""");
        nodes["loop-d"] = JsonNode.Parse("""{"id":"loop-d","name":"loop[1].bad","displayName":"bad","type":"Pod","phase":"Failed","boundaryID":"loop"}""");
        nodes["loop-b1"]!["children"] = new JsonArray("loop-h");

        var (again, _) = WorkflowActions.Retry(run, also: null, Runs.Now);

        var left = again.Status.Child("nodes")!;
        Assert.True(left.ContainsKey("loop-b0") && left.ContainsKey("loop-b1") && left.ContainsKey("loop-c"));
        Assert.False(left.ContainsKey("loop-d"));
        Assert.Equal("Running", (string?)left["loop-h"]!["phase"]);
    }

    [Fact]
    public void Compressed_nodes_are_written_as_plain_ones()
    {
        var run = Runs.FailedLoop();
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(run.Status!["nodes"]!.ToJsonString()));
        }

        run.Status!.Remove("nodes");
        run.Status["compressedNodes"] = Convert.ToBase64String(bytes.ToArray());

        var (again, _) = WorkflowActions.Retry(run, also: null, Runs.Now);

        Assert.False(again.Status!.ContainsKey("compressedNodes"));
        Assert.Equal(4, again.Status.Child("nodes")!.Count);
    }

    [Fact]
    public void What_cannot_be_retried_says_why()
    {
        var offloaded = Runs.FailedLoop();
        offloaded.Status!.Remove("nodes");
        offloaded.Status["offloadNodeStatusVersion"] = "fnv:1";
        Assert.Equal("WorkflowNodesUnreadable", Refusal(offloaded));
        Assert.Equal("WorkflowNotCompleted", Refusal(Runs.Suspended()));
        Assert.Equal("WorkflowActionUnsupported", Refusal(Runs.FailedJob()));
        Assert.Equal("WorkflowActionUnsupported", Assert.Throws<IdpException>(() => WorkflowActions.Resubmit(Runs.FailedJob(), new Dictionary<string, string>())).Id);
    }

    [Fact]
    public void Another_run_of_a_hook_is_no_hook_and_belongs_to_nobody()
    {
        var run = Runs.FailedLoop();
        run.Metadata!["labels"] = new JsonObject { [ArgoWorkflowLabels.Phase] = "Failed", ["team"] = "a" };

        var again = WorkflowActions.Resubmit(run, new Dictionary<string, string>());

        Assert.Equal((string.Empty, "loop-", string.Empty), (again.Name, again.GenerateName, WorkflowOrigin.HookOf(again)));
        Assert.Equal(string.Empty, WorkflowOrigin.ApplicationOf(again));
        Assert.Equal(["team", ArgoWorkflowLabels.ResubmittedFrom], WorkflowOrigin.LabelsOf(again).Keys);
        Assert.Null(again.Status);
    }

    private static string Refusal(Manifest run) => Assert.Throws<IdpException>(() => WorkflowActions.Retry(run, also: null, Runs.Now)).Id;
}
