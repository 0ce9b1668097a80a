using IdpBuilder.Core.Tests.Waiting;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;
using IdpBuilder.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Tests.Workflows;

public sealed class WorkflowConditionTests
{
    private static readonly TimeProvider Clock = new FakeTimeProvider(Runs.Now);

    [Theory]
    [InlineData("", WaitState.Waiting)]
    [InlineData("Pending", WaitState.Waiting)]
    [InlineData("Running", WaitState.Waiting)]
    [InlineData("Succeeded", WaitState.Satisfied)]
    [InlineData("Failed", WaitState.Impossible)]
    [InlineData("Error", WaitState.Impossible)]
    public void The_phase_decides(string phase, WaitState expected)
    {
        var run = Runs.FailedLoop();
        run.Status!["phase"] = phase;
        Assert.Equal(expected, Evaluate(run).State);
    }

    [Fact]
    public void The_causes_are_the_leaves_that_failed_without_attempts_that_were_replaced()
    {
        var causes = Evaluate(Runs.FailedLoop()).Causes;
        Assert.Equal(["Workflow 'demo/loop'", causes[1].Subject], causes.Select(cause => cause.Subject));
        Assert.StartsWith("node 'try(1:b)(1)' (pod 'loop-work-", causes[1].Subject);
        Assert.Equal("main: Error (exit code 4)", causes[1].Message);
    }

    [Fact]
    public void A_retry_that_came_out_well_is_no_cause()
    {
        var run = Runs.FailedLoop();
        run.Status!["nodes"]!["loop-b"]!["phase"] = "Succeeded";
        var workflow = WorkflowEngines.Read(run, [], Runs.Now)!;
        Assert.Equal(["[0]"], WorkflowCauses.FailedLeaves(workflow).Select(node => node.DisplayName));
    }

    [Fact]
    public void What_is_seen_names_what_runs()
    {
        var verdict = Evaluate(Runs.Suspended());
        Assert.Equal(("Running 0/1: ask (suspended)", 0), (verdict.Seen, verdict.Percent));
    }

    [Fact]
    public void Deleting_the_run_ends_the_wait()
    {
        var run = Runs.Suspended();
        var objects = new ObservedObjects(1);
        objects.Take(0, new WatchEvent(WatchEventType.Added, run, "1"));
        objects.Take(0, new WatchEvent(WatchEventType.Deleted, run, "2"));
        var verdict = new WorkflowCondition(run.Key, Clock).Evaluate(objects);
        Assert.Equal(WaitState.Impossible, verdict.State);
        Assert.Contains("deleted", verdict.Causes.Single().Message);
    }

    [Fact]
    public void A_run_that_is_not_there_is_not_waited_for() =>
        Assert.Equal(WaitState.Impossible, new WorkflowCondition(Runs.Suspended().Key, Clock).Evaluate(Observed.Containing([])).State);

    [Fact]
    public void A_failed_Job_names_its_last_Pod_and_its_exit_code()
    {
        var job = Runs.FailedJob();
        var objects = Observed.Containing([job, Runs.FailedPod("migrate-1", "j1", 1), Runs.FailedPod("migrate-2", "j1", 2)]);
        var verdict = new WorkflowCondition(job.Key, Clock).Evaluate(objects);
        Assert.Equal(
            ["Job 'demo/migrate': Failed: Job has reached the specified backoff limit", "node 'migrate-2' (pod 'migrate-2'): main: Error (exit code 2)"],
            verdict.Causes.Select(cause => cause.ToString()));
    }

    [Fact]
    public void A_Job_is_watched_together_with_its_Pods() =>
        Assert.Equal(["Job", "Pod"], new WorkflowCondition(Runs.FailedJob().Key, Clock).Selectors.Select(selector => selector.Type.Kind));

    private static WaitVerdict Evaluate(Manifest run) =>
        new WorkflowCondition(run.Key, Clock).Evaluate(Observed.Containing([run]));
}
