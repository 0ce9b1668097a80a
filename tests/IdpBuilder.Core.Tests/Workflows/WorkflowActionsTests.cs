using IdpBuilder.Errors;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class WorkflowActionsTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void Stop_terminate_and_suspend_are_fields_of_the_spec()
    {
        var workflow = WorkflowEngines.Read(Runs.Suspended(), [], Runs.Now)!;
        Assert.Equal("""{"spec":{"shutdown":"Stop","suspend":null}}""", WorkflowActions.Stop(workflow).Body.ToJsonString());
        Assert.Equal("""{"spec":{"shutdown":"Terminate","suspend":null}}""", WorkflowActions.Terminate(workflow).Body.ToJsonString());
        Assert.Equal("""{"spec":{"suspend":true}}""", WorkflowActions.Suspend(workflow).Body.ToJsonString());
    }

    [Fact]
    public void What_has_ended_cannot_be_stopped()
    {
        var workflow = WorkflowEngines.Read(Runs.FailedLoop(), [], Runs.Now)!;
        Assert.Equal("WorkflowAlreadyCompleted", Assert.Throws<IdpException>(() => WorkflowActions.Stop(workflow)).Id);
    }

    [Fact]
    public void A_Job_cannot_be_stopped_as_a_workflow()
    {
        var workflow = WorkflowEngines.Read(Runs.FailedJob(), [], Runs.Now)!;
        Assert.Equal("WorkflowActionUnsupported", Assert.Throws<IdpException>(() => WorkflowActions.Terminate(workflow)).Id);
    }

    [Fact]
    public void Resuming_ends_suspended_nodes_with_supplied_outputs_and_defaults()
    {
        var patch = WorkflowActions.Resume(Runs.Suspended(), new Dictionary<string, string> { ["answer"] = "42" }, Runs.Now);
        Assert.Equal(
            """{"spec":{"suspend":null},"status":{"nodes":{"ask":{"phase":"Succeeded","finishedAt":"2026-01-01T12:00:00Z","outputs":{"parameters":[{"name":"answer","value":"42"},{"name":"colour","value":"blue"}]}}}}}""",
            patch.Body.ToJsonString());
    }

    [Fact]
    public void Every_mistake_in_supplied_outputs_is_named()
    {
        var failure = Assert.Throws<IdpException>(
            () => WorkflowActions.Resume(Runs.Suspended(), new Dictionary<string, string> { ["size"] = "1" }, Runs.Now));
        Assert.Equal("WorkflowOutputsInvalid", failure.Id);
        Assert.Contains("asks for 'answer'", failure.Message);
        Assert.Contains("no suspended node asks for 'size'", failure.Message);
    }

    [Fact]
    public void Only_what_waits_can_be_resumed()
    {
        var run = Runs.Suspended();
        run.Status!["nodes"]!["ask"]!["type"] = "Pod";
        Assert.Equal("WorkflowNotSuspended", Assert.Throws<IdpException>(() => WorkflowActions.Resume(run, None, Runs.Now)).Id);
        run.Spec!["suspend"] = true;
        Assert.Equal("""{"spec":{"suspend":null}}""", WorkflowActions.Resume(run, None, Runs.Now).Body.ToJsonString());
    }
}
