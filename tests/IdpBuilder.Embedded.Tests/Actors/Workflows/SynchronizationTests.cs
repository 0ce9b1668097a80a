using IdpBuilder.Embedded.Actors.Workflows.Locks;

namespace IdpBuilder.Tests.Actors.Workflows;

/// <summary>Mutexes and semaphores, of workflows and of templates.</summary>
public sealed class SynchronizationTests
{
    private const string Whole = """
        entrypoint: main
        synchronization: {mutexes: [{name: database}]}
        templates: [{name: main, container: {image: a}}]
        """;

    private readonly LockTable _locks = new();

    [Fact]
    public void A_workflow_without_its_mutex_is_pending_until_the_other_has_ended()
    {
        var first = new WorkflowLab(Whole, "first", _locks);
        var second = new WorkflowLab(Whole, "second", _locks);
        first.Step();
        second.Run();

        Assert.Equal(("Pending", "Waiting for demo/Mutex/database lock. Lock status: 0/1"), (second.Phase, second.Message));
        Assert.Null(second.Workflow.Status!["startedAt"]);
        Assert.Empty(second.CreatedPods);
        Assert.Equal("demo/first", (string?)first.Workflow.Status!["synchronization"]!["mutex"]!["holding"]![0]!["holder"]);
        Assert.Equal("demo/first", (string?)second.Workflow.Status!["synchronization"]!["mutex"]!["waiting"]![0]!["holder"]);

        first.Run();
        Assert.Equal(["demo/second"], _locks.TakeWoken());
        second.Run();

        Assert.Equal(("Succeeded", ""), (second.Phase, second.Message));
        Assert.Null(first.Workflow.Status!["synchronization"]);
        Assert.Null(second.Workflow.Status!["synchronization"]);
        Assert.Empty(_locks.TakeWoken());
    }

    [Theory]
    [InlineData("mutex: {name: database}", 1)]
    [InlineData("mutexes: [{name: database}]", 1)]
    [InlineData("semaphore: {configMapKeyRef: {name: limits, key: database}}", 2)]
    [InlineData("semaphores: [{configMapKeyRef: {name: limits, key: database}}]", 2)]
    [InlineData("semaphores: [{configMapKeyRef: {name: limits, key: database}}], mutexes: [{name: database}]", 1)]
    public void As_many_steps_run_at_once_as_there_are_locks(string synchronization, int most)
    {
        var lab = new WorkflowLab(Steps(synchronization), locks: _locks).With("ConfigMap", "limits", "{database: \"2\"}").Run();

        Assert.Equal(("Succeeded", 5, most), (lab.Phase, lab.CreatedPods.Count, lab.MostPodsAtOnce));
        Assert.Null(lab.Workflow.Status!["synchronization"]);
        Assert.All(lab.Nodes, node => Assert.Null(node.Json["synchronizationStatus"]));
        Assert.All(lab.Nodes, node => Assert.Equal(string.Empty, node.Message));
    }

    [Fact]
    public void A_step_that_waits_says_for_what_and_for_whom()
    {
        var lab = new WorkflowLab(Steps("mutexes: [{name: database, namespace: shared}]"), locks: _locks);
        lab.Step();

        var waiting = lab.Node("work(1:2)");
        Assert.Equal((WorkflowNodePhase.Pending, "Waiting for shared/Mutex/database lock. Lock status: 0/1"), (waiting.Phase, waiting.Message));
        Assert.Equal("shared/Mutex/database", (string?)waiting.Json["synchronizationStatus"]!["waiting"]);
        Assert.Equal($"demo/wf/{lab.Node("work(0:1)").Id}", (string?)lab.Workflow.Status!["synchronization"]!["mutex"]!["waiting"]![0]!["holder"]);
    }

    [Theory]
    [InlineData("steps: [[{name: a, template: leaf}]]")]
    [InlineData("dag: {tasks: [{name: a, template: leaf}]}")]
    [InlineData("suspend: {duration: 10s}")]
    [InlineData("container: {image: a}, retryStrategy: {limit: 2}")]
    public void Templates_of_every_kind_wait_and_then_run(string kind)
    {
        var holder = new WorkflowLab(Whole, "holder", _locks);
        holder.Step();
        var lab = new WorkflowLab($$"""
            entrypoint: main
            templates:
              - name: main
                steps: [[{name: locked, template: locked}]]
              - {name: locked, synchronization: {mutexes: [{name: database}] }, {{kind}} }
              - {name: leaf, container: {image: a} }
            """, locks: _locks).Run();
        Assert.Equal(("Running", WorkflowNodePhase.Pending), (lab.Phase, lab.Node("locked").Phase));

        holder.Run();
        lab.Run();

        Assert.Equal("Succeeded", lab.Phase);
        Assert.Empty(_locks.WaitersFor("demo/"));
    }

    [Fact]
    public void Locks_are_given_by_priority_then_age_and_several_together_or_not_at_all()
    {
        var both = new[] { Mutex("a"), Mutex("b") };
        Assert.True(_locks.TryAcquire([Mutex("a")], Turn("holder", 0, 0)).Acquired);
        Assert.False(_locks.TryAcquire(both, Turn("old", 0, 1)).Acquired);
        Assert.False(_locks.TryAcquire(both, Turn("urgent", 5, 9)).Acquired);

        Assert.True(_locks.Release(key => key == "demo/holder"));

        Assert.Equal(["demo/urgent"], _locks.TakeWoken());
        Assert.Equal((false, "demo/Mutex/a"), (_locks.TryAcquire(both, Turn("old", 0, 1)).Acquired, _locks.TryAcquire(both, Turn("old", 0, 1)).Lock));
        Assert.True(_locks.TryAcquire(both, Turn("urgent", 5, 9)).Acquired);
        Assert.False(_locks.TryAcquire([Mutex("b")], Turn("old", 0, 1)).Acquired);
    }

    [Theory]
    [InlineData("Stop", "Pending", "Waiting for demo/Mutex/database lock. Lock status: 0/1")]
    [InlineData("Terminate", "Failed", "Stopped with strategy 'Terminate'")]
    public void A_pending_workflow_that_is_shut_down_waits_or_ends(string strategy, string phase, string message)
    {
        new WorkflowLab(Whole, "first", _locks).Step();
        var second = new WorkflowLab(Whole, "second", _locks).Run();

        second.Change(workflow => workflow.Json["spec"]!["shutdown"] = strategy).Run();

        Assert.Equal((phase, message), (second.Phase, second.Message));
        Assert.Equal(phase == "Pending", _locks.Waits(key => key == "demo/second"));
    }

    [Fact]
    public void A_step_that_waits_fails_when_the_workflow_is_stopped()
    {
        new WorkflowLab(Whole, "first", _locks).Step();
        var lab = new WorkflowLab(Steps("mutexes: [{name: database}]"), locks: _locks).Run();

        lab.Change(workflow => workflow.Json["spec"]!["shutdown"] = "Stop").Run();

        Assert.Equal("Failed", lab.Phase);
        Assert.Equal("Stopped with strategy 'Stop'", lab.Node("work(0:1)").Message);
        Assert.False(_locks.Waits(key => LockTable.WorkflowOf(key) == "demo/wf"));
    }

    [Theory]
    [InlineData("semaphores: [{configMapKeyRef: {name: limits, key: other}}]", "failed to initialize semaphore demo/ConfigMap/limits/other with limit")]
    [InlineData("semaphores: [{configMapKeyRef: {name: missing, key: other}}]", "failed to initialize semaphore demo/ConfigMap/missing/other with limit")]
    [InlineData("semaphores: [{}]", "requested configuration is invalid: cannot get LockName for a Semaphore without a ConfigMapRef or Database")]
    [InlineData("semaphores: [{database: {key: k}}]", "database session is not available for semaphore demo/Database/k")]
    [InlineData("mutexes: [{name: a}, {name: a}]", "requested configuration is invalid: duplicate synchronization item found")]
    public void What_cannot_be_locked_fails_with_the_reason(string synchronization, string reason)
    {
        var whole = new WorkflowLab($"{{entrypoint: main, synchronization: {{{synchronization}}}, templates: [{{name: main, container: {{image: a}}}}]}}", locks: _locks)
            .With("ConfigMap", "limits", "{database: \"2\"}").Run();
        var step = new WorkflowLab(Steps(synchronization), "steps", _locks).With("ConfigMap", "limits", "{database: \"2\"}").Run();

        Assert.Equal(("Failed", $"Failed to acquire the synchronization lock. {reason}"), (whole.Phase, whole.Message));
        Assert.NotEqual("Succeeded", step.Phase);
        Assert.Equal(reason, step.Node("work(0:1)").Message);
    }

    [Fact]
    public void A_controller_that_begins_anew_knows_who_has_what()
    {
        var first = new WorkflowLab(Whole, "first", _locks);
        first.Step();
        var anew = new LockTable();
        WorkflowLocks.Restore(anew, first.Workflow);

        Assert.Equal("Pending", new WorkflowLab(Whole, "second", anew).Run().Phase);
    }

    private static string Steps(string synchronization) => $$"""
        entrypoint: main
        templates:
          - name: main
            steps: [[{name: work, template: work, withItems: [1, 2, 3, 4, 5]}]]
          - name: work
            synchronization: { {{synchronization}} }
            container: {image: a}
        """;

    private static LockRequest Mutex(string name) => new(LockRequest.Mutex, $"demo/Mutex/{name}", 1);

    private static LockTurn Turn(string workflow, int priority, int age) => new($"demo/{workflow}", priority, DateTimeOffset.UnixEpoch.AddSeconds(age));
}
