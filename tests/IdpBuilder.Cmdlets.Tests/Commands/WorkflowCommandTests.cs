using IdpBuilder.Manifests;
using IdpBuilder.Tests.Hosting;

namespace IdpBuilder.Tests.Commands;

public sealed class WorkflowCommandTests : IDisposable
{
    private const string Promote = """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: promote}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps:
                - - {name: approve, template: gate}
            - name: gate
              suspend: {}
        """;

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public WorkflowCommandTests()
    {
        _folder.Write("flows/promote.yaml", Promote);
        _engine.Run($"$null = New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'; Install-IdpPackage '{_folder.Path}/flows' | Wait-IdpPackage");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_workflow_whose_suspend_node_runs_says_that_it_is_suspended()
    {
        var waiting = _engine.Run("Start-IdpWorkflow promote -Namespace flows | Wait-IdpWorkflow -Suspended");

        Assert.Empty(waiting.Errors);
        Assert.True(waiting.Single<Workflow>().Suspended);

        var ended = _engine.Run("Get-IdpWorkflow promote-* | Resume-IdpWorkflow -PassThru | Wait-IdpWorkflow").Single<Workflow>();

        Assert.Equal((WorkflowPhase.Succeeded, false), (ended.Phase, ended.Suspended));
    }

    [Fact]
    public void Who_waits_in_vain_for_something_suspended_learns_how_it_goes_on()
    {
        var result = _engine.Run("Start-IdpWorkflow promote -Namespace flows | Wait-IdpWorkflow -Timeout 1s");

        var error = Assert.Single(result.Errors);
        Assert.StartsWith("WaitTimedOut,", error.FullyQualifiedErrorId);
        Assert.Contains("Resume-IdpWorkflow", error.Exception.Message, StringComparison.Ordinal);
        var table = HostRun.Command($"$null = Connect-IdpCluster -KubeConfig '{_folder.Path}/config'; Get-IdpWorkflow promote-* | Out-Host").Output;
        Assert.Contains("Running (suspended)", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nodes_are_shown_while_they_run_and_are_no_output()
    {
        var run = HostRun.Command(
            $"$null = Connect-IdpCluster -KubeConfig '{_folder.Path}/config'; $run = Start-IdpWorkflow promote -Namespace flows; $null = $run | Wait-IdpWorkflow -Suspended -Tree; Resume-IdpWorkflow $run; $ended = $run | Wait-IdpWorkflow -Tree; \"$($ended.Count) $($ended.Phase)\"");

        Assert.Contains("approve Running (suspended)", run.Output, StringComparison.Ordinal);
        Assert.Contains("approve Succeeded after", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 Succeeded", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting for Workflow", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_that_is_suspended_as_it_begins_forgets_nothing_of_what_has_begun()
    {
        _folder.Write("run.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: run-, namespace: flows}\nspec:\n  entrypoint: main\n  templates: [{name: main, container: {image: busybox}}]\n");

        var ended = _engine.Run($"1..5 | ForEach-Object {{ $run = Start-IdpWorkflow -Path '{_folder.Path}/run.yaml'; Suspend-IdpWorkflow $run -ErrorAction Ignore; $null = $run | Wait-IdpWorkflow -Timeout 500ms -ErrorAction Ignore; Resume-IdpWorkflow $run -ErrorAction Ignore; $run | Wait-IdpWorkflow }}");

        Assert.All(ended.As<Workflow>().SelectMany(run => run.AllNodes()), node => Assert.True(node.FinishedAt >= node.StartedAt, $"{node}: {node.StartedAt} to {node.FinishedAt}"));
        Assert.Equal(5, ended.Output.Count);
    }

    [Fact]
    public async Task What_is_suspended_stays_so_until_it_is_resumed()
    {
        var run = _engine.Run("Start-IdpWorkflow promote -Namespace flows | Wait-IdpWorkflow -Suspended").Single<Workflow>();
        Assert.Empty(_engine.Run("$input | Suspend-IdpWorkflow -WhatIf", run).Errors);
        Assert.Null(await SuspendedAsync(run));

        Assert.True(_engine.Run("$input | Suspend-IdpWorkflow -PassThru", run).Single<Workflow>().Suspended);

        Assert.True(await SuspendedAsync(run));
        Assert.Equal(WorkflowPhase.Succeeded, _engine.Run("$input | Resume-IdpWorkflow -PassThru | Wait-IdpWorkflow", run).Single<Workflow>().Phase);
        Assert.StartsWith("WorkflowAlreadyCompleted,", Assert.Single(_engine.Run("$input | Suspend-IdpWorkflow", run).Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Terminate")]
    public void What_is_suspended_ends_when_it_is_stopped(string how)
    {
        var failure = Assert.Single(_engine.Run($$"""
            $run = Start-IdpWorkflow promote -Namespace flows | Wait-IdpWorkflow -Suspended
            Suspend-IdpWorkflow $run
            Stop-IdpWorkflow $run {{how}}
            $run | Wait-IdpWorkflow -Timeout 2m
            """).Errors);

        Assert.StartsWith("WorkflowFailed,", failure.FullyQualifiedErrorId);
        Assert.Contains("Stopped with strategy", failure.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tree_is_the_same_object_in_another_view()
    {
        var run = Assert.Single(_engine.Run("Start-IdpWorkflow promote -Namespace flows | Wait-IdpWorkflow -Suspended | Get-IdpWorkflow -Tree").Output);

        Assert.Equal(["IdpBuilder.Workflow#Tree", "IdpBuilder.Workflow"], run.TypeNames.Take(2));
        Assert.Contains("└─ ‖ approve", Assert.IsType<Workflow>(run.BaseObject).ToTree(), StringComparison.Ordinal);
    }

    private async Task<bool?> SuspendedAsync(Workflow run)
    {
        await using var api = new ClusterObjects(_engine.Run("Get-IdpCluster").Single<Cluster>()).Connect();
        var target = new ResourceReference(new GroupVersionKind("argoproj.io", "v1alpha1", "Workflow"), run.Namespace, run.Name);
        return (bool?)(await api.GetAsync(target, TestContext.Current.CancellationToken))!.Spec!["suspend"];
    }
}
