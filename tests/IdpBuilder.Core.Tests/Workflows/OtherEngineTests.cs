using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

/// <summary>Runs of Tekton and Flagger in the shape that all workflows have.</summary>
public sealed class OtherEngineTests
{
    private const string Pipeline = """
        {
          "apiVersion": "tekton.dev/v1", "kind": "PipelineRun",
          "metadata": { "name": "release", "namespace": "ci", "uid": "p", "labels": { "tekton.dev/pipeline": "deliver" } },
          "spec": { "pipelineRef": { "name": "deliver" }, "params": [{ "name": "stage", "value": "live" }, { "name": "hosts", "value": ["a", "b"] }] },
          "status": {
            "startTime": "2026-01-01T11:00:00Z", "completionTime": "2026-01-01T11:01:00Z",
            "pipelineSpec": { "tasks": [{ "name": "build" }, { "name": "deploy" }, { "name": "announce" }], "finally": [{ "name": "clean" }] },
            "results": [{ "name": "image", "value": "shop:1" }],
            "skippedTasks": [{ "name": "announce", "reason": "Parent Tasks were skipped" }],
            "conditions": [{ "type": "Succeeded", "status": "False", "reason": "Failed", "message": "Tasks Completed: 3 (Failed: 1, Cancelled 0), Skipped: 1" }]
          }
        }
        """;

    [Fact]
    public void A_PipelineRun_has_its_TaskRuns_and_skipped_tasks_as_nodes()
    {
        Manifest[] objects =
        [
            Task("release-deploy", "deploy", "release", "False", 20, """[{"name":"push","terminated":{"exitCode":0}},{"name":"apply","terminated":{"exitCode":7,"reason":"Error"}}]"""),
            Task("release-build", "build", "release", "True", 0, """[{"name":"compile","terminated":{"exitCode":0}}]"""),
            Task("release-clean", "clean", "release", "True", 40, "[]"),
            Task("other-build", "build", "other", "True", 0, "[]"),
        ];

        var run = WorkflowEngines.Read(Runs.Parse(Pipeline), objects, Runs.Now)!;

        Assert.Equal(("Tekton", "deliver", WorkflowPhase.Failed, "4/4", TimeSpan.FromMinutes(1)), (run.Engine, run.Template, run.Phase, run.Progress, run.Duration));
        Assert.StartsWith("Tasks Completed: 3", run.Message, StringComparison.Ordinal);
        Assert.Equal([new WorkflowParameter("image", "shop:1")], run.Outputs);
        var pipeline = Assert.Single(run.Nodes);
        Assert.Equal([new WorkflowParameter("stage", "live"), new WorkflowParameter("hosts", """["a","b"]""")], pipeline.Inputs);
        Assert.Equal(
            [("build", WorkflowNodePhase.Succeeded, "release-build-pod"), ("deploy", WorkflowNodePhase.Failed, "release-deploy-pod"), ("clean", WorkflowNodePhase.Succeeded, "release-clean-pod"), ("announce", WorkflowNodePhase.Skipped, "")],
            pipeline.Children.Select(node => (node.DisplayName, node.Phase, node.PodName)));
        var deploy = pipeline.Children[1];
        Assert.Equal((7, "step 'apply' exited with code 7: it went so"), (deploy.ExitCode, deploy.Message));
    }

    [Theory]
    [InlineData("", "", WorkflowPhase.Pending, false)]
    [InlineData("PipelineRunPending", "", WorkflowPhase.Pending, true)]
    [InlineData("", "Unknown", WorkflowPhase.Running, false)]
    [InlineData("CancelledRunFinally", "Unknown", WorkflowPhase.Running, false)]
    [InlineData("", "True", WorkflowPhase.Succeeded, false)]
    [InlineData("Cancelled", "False", WorkflowPhase.Failed, false)]
    public void The_condition_Succeeded_decides_where_a_Tekton_run_stands(string wanted, string condition, WorkflowPhase phase, bool suspended)
    {
        var started = condition.Length == 0 ? string.Empty : $$""", "startTime": "2026-01-01T11:00:00Z", "conditions": [{"type": "Succeeded", "status": "{{condition}}", "message": "m"}]""";
        var run = WorkflowEngines.Read(
            Runs.Parse($$"""{"apiVersion": "tekton.dev/v1", "kind": "PipelineRun", "metadata": {"name": "r", "namespace": "ci"}, "spec": {"status": "{{wanted}}"}, "status": {"a": 1{{started}}} }"""), [], Runs.Now)!;

        Assert.Equal((phase, suspended), (run.Phase, run.Suspended));
        Assert.Equal(phase is WorkflowPhase.Running or WorkflowPhase.Failed ? "m" : string.Empty, run.Message);
    }

    [Fact]
    public void A_TaskRun_of_a_pipeline_is_no_run_of_its_own()
    {
        var engine = WorkflowEngines.Of("tekton.dev", "TaskRun")!;

        Assert.False(engine.IsRun(Task("a", "build", "release", "True", 0, "[]")));
        Assert.True(engine.IsRun(Runs.Parse("""{"apiVersion": "tekton.dev/v1", "kind": "TaskRun", "metadata": {"name": "alone", "namespace": "ci"}}""")));
    }

    [Theory]
    [InlineData("Initializing", WorkflowPhase.Running, false)]
    [InlineData("Initialized", WorkflowPhase.Succeeded, false)]
    [InlineData("Waiting", WorkflowPhase.Running, true)]
    [InlineData("WaitingPromotion", WorkflowPhase.Running, true)]
    [InlineData("Progressing", WorkflowPhase.Running, false)]
    [InlineData("Promoting", WorkflowPhase.Running, false)]
    [InlineData("Finalising", WorkflowPhase.Running, false)]
    [InlineData("Succeeded", WorkflowPhase.Succeeded, false)]
    [InlineData("Failed", WorkflowPhase.Failed, false)]
    [InlineData("", WorkflowPhase.Pending, false)]
    public void The_phase_of_a_Canary_decides_where_it_stands(string state, WorkflowPhase phase, bool suspended)
    {
        var run = WorkflowEngines.Read(Canary(state, """{"maxWeight": 50, "stepWeight": 10}"""), [], Runs.Now)!;

        Assert.Equal(("Flagger", phase, suspended, "30/50"), (run.Engine, run.Phase, run.Suspended, run.Progress));
        Assert.Equal("Deployment web", Assert.Single(run.Nodes).DisplayName);
        Assert.Equal(run.Completed, run.FinishedAt is not null);
        Assert.Equal(phase == WorkflowPhase.Succeeded ? string.Empty : "said", run.Message);
    }

    [Fact]
    public void A_Canary_by_iterations_counts_them() =>
        Assert.Equal("2/10", WorkflowEngines.Read(Canary("Progressing", """{"iterations": 10}"""), [], Runs.Now)!.Progress);

    private static Manifest Task(string name, string task, string pipeline, string succeeded, int second, string steps) => Runs.Parse($$"""
        {
          "apiVersion": "tekton.dev/v1", "kind": "TaskRun",
          "metadata": { "name": "{{name}}", "namespace": "ci", "uid": "{{name}}", "labels": { "tekton.dev/pipelineRun": "{{pipeline}}", "tekton.dev/pipelineTask": "{{task}}" } },
          "spec": { "taskRef": { "name": "{{task}}-task" } },
          "status": {
            "startTime": "2026-01-01T11:00:{{second:00}}Z", "completionTime": "2026-01-01T11:00:59Z", "podName": "{{name}}-pod", "steps": {{steps}},
            "conditions": [{ "type": "Succeeded", "status": "{{succeeded}}", "message": "it went so" }]
          }
        }
        """);

    private static Manifest Canary(string state, string analysis) => Runs.Parse($$"""
        {
          "apiVersion": "flagger.app/v1beta1", "kind": "Canary", "metadata": { "name": "web", "namespace": "shop", "uid": "c" },
          "spec": { "targetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" }, "analysis": {{analysis}} },
          "status": {
            "phase": "{{state}}", "canaryWeight": 30, "iterations": 2, "failedChecks": 1, "lastTransitionTime": "2026-01-01T11:00:00Z",
            "conditions": [{ "type": "Promoted", "status": "Unknown", "message": "said" }]
          }
        }
        """);
}
