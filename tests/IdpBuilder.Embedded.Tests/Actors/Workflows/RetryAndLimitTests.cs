namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class RetryAndLimitTests
{
    [Theory]
    [InlineData("limit: 2", "asInt(retries) < 2 ? 1 : 0", "Succeeded", 3, "")]
    [InlineData("limit: 2", "1", "Failed", 3, "No more retries left")]
    [InlineData("limit: 5, retryPolicy: OnError", "1", "Failed", 1, "main: Error (exit code 1)")]
    [InlineData("limit: 5, expression: \"asInt(lastRetry.exitCode) < 2\"", "asInt(retries) + 1", "Failed", 2, "retryStrategy.expression evaluated to false")]
    [InlineData("limit: 5, backoff: {duration: 10, factor: 2, maxDuration: 1m}", "1", "Failed", 3, "Backoff would exceed max duration limit")]
    public void Attempts_follow_the_strategy(string strategy, string code, string phase, int attempts, string message)
    {
        var lab = Retried(strategy, code).Run();
        Assert.Equal((phase, message), (lab.Phase, lab.Message));
        Assert.Equal(attempts, lab.CreatedPods.Count);
        Assert.Equal("Retry", lab.Node("wf").Type);
        Assert.Equal(Enumerable.Range(0, attempts).Select(number => $"wf({number})"), lab.Nodes.Where(node => node.Retried).Select(node => node.Name).Order());
    }

    [Fact]
    public void Back_off_is_waited_for_in_the_clusters_time()
    {
        var lab = Retried("limit: 3, backoff: {duration: 1m, factor: 2}", "asInt(retries) < 3 ? 1 : 0").Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal(TimeSpan.FromMinutes(1 + 2 + 4), lab.Now - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_retried_steps_template_is_tried_as_a_whole()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                retryStrategy: {limit: 1}
                steps: [[{name: bad, template: fail}]]
            """).Run();
        Assert.Equal(("Failed", "No more retries left"), (lab.Phase, lab.Message));
        Assert.Equal(["wf(0)", "wf(1)"], lab.Nodes.Where(node => node.Type == "Steps").Select(node => node.Name).Order());
    }

    [Fact]
    public void No_more_run_at_once_than_the_workflow_allows()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                steps: [[{name: each, template: work, withItems: [1, 2, 3, 4, 5]}]]
            """).Change(workflow => workflow.Spec!["parallelism"] = 2).Run();
        Assert.Equal(("Succeeded", 2, 5), (lab.Phase, lab.MostPodsAtOnce, lab.CreatedPods.Count));
    }

    [Fact]
    public void No_more_run_at_once_than_a_template_allows()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                parallelism: 1
                steps: [[{name: each, template: work, withItems: [1, 2, 3]}]]
            """).Run();
        Assert.Equal(("Succeeded", 1, 3), (lab.Phase, lab.MostPodsAtOnce, lab.CreatedPods.Count));
    }

    [Fact]
    public void A_suspended_node_ends_after_its_duration()
    {
        var lab = new WorkflowLab("{entrypoint: main, templates: [{name: main, suspend: {duration: 2h}}]}").Run();
        Assert.Equal(("Succeeded", "1/1"), (lab.Phase, lab.Progress));
        Assert.Equal(2, lab.Now.Hour);
    }

    [Fact]
    public void The_workflows_deadline_ends_what_waits_and_what_runs()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                steps:
                - [{name: wait, template: pause}, {name: run, template: long}]
              - name: pause
                suspend: {}
              - name: long
                container: {image: busybox}
                metadata: {annotations: {embedded.idpbuilder.io/duration: 1h}}
            """).Change(workflow => workflow.Spec!["activeDeadlineSeconds"] = 60).Run();
        Assert.Equal("Failed", lab.Phase);
        Assert.Equal("Step exceeded its deadline", lab.Node("wait").Message);
        Assert.Equal("Step exceeded its deadline", lab.Node("run").Message);
    }

    [Fact]
    public void A_workflow_that_is_suspended_starts_nothing_until_it_is_resumed()
    {
        var lab = new WorkflowLab("{entrypoint: main, suspend: true, templates: [{name: main, container: {image: busybox}}]}").Run();
        Assert.Equal("Running", lab.Phase);
        Assert.Empty(lab.CreatedPods);
        Assert.Equal("Succeeded", lab.Change(workflow => workflow.Spec!.Remove("suspend")).Run().Phase);
    }

    [Theory]
    [InlineData("Stop", true)]
    [InlineData("Terminate", false)]
    public void Stopping_ends_what_runs_and_only_a_stop_runs_the_exit_handler(string strategy, bool runsExit)
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                steps: [[{name: wait, template: pause}], [{name: never, template: work}]]
              - name: pause
                suspend: {}
            """).Change(workflow => workflow.Spec!["onExit"] = "work").Run();
        Assert.Equal("Running", lab.Phase);
        lab.Change(workflow => workflow.Spec!["shutdown"] = strategy).Run();
        Assert.Equal(("Failed", $"Stopped with strategy '{strategy}'"), (lab.Phase, lab.Message));
        Assert.Equal(runsExit, lab.Nodes.Any(node => node.Name == "wf.onExit"));
        Assert.DoesNotContain(lab.Nodes, node => node.DisplayName == "never");
    }

    [Fact]
    public void Pods_that_run_are_deleted_when_the_workflow_is_stopped()
    {
        var lab = new WorkflowLab("{entrypoint: main, templates: [{name: main, container: {image: busybox}, metadata: {annotations: {embedded.idpbuilder.io/duration: 1h}}}]}").Run();
        lab.Change(workflow => workflow.Spec!["shutdown"] = "Terminate").Run();
        Assert.Equal(("Failed", "workflow shutdown with strategy:  Terminate"), (lab.Phase, lab.Node("wf").Message));
    }

    private static WorkflowLab Retried(string strategy, string code) => StepsTests.Lab("main", $$$"""

              - name: main
                retryStrategy: { {{{strategy}}} }
                container: {image: busybox}
                metadata: {annotations: {embedded.idpbuilder.io/exit-code: "{{={{{code}}}}}"}}
            """);
}
