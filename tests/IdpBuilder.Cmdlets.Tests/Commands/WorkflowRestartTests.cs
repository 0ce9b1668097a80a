using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Workflows that have ended and are run again, on an embedded cluster.</summary>
public sealed class WorkflowRestartTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Cluster _cluster;

    public WorkflowRestartTests() =>
        _cluster = _engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'").Single<Cluster>();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("steps: [[{name: before, template: good}], [{name: beside, template: good}, {name: flaky, template: flaky}], [{name: after, template: good}]]")]
    [InlineData("dag: {tasks: [{name: before, template: good}, {name: beside, template: good, depends: before}, {name: flaky, template: flaky, depends: before}, {name: after, template: good, depends: flaky && beside}]}")]
    [InlineData("dag: {tasks: [{name: before, template: good}, {name: beside, template: good}, {name: flaky, template: often, depends: before}, {name: after, template: good, depends: flaky}]}")]
    [InlineData("steps: [[{name: before, template: good}], [{name: beside, template: good}, {name: nested, template: nested}], [{name: after, template: good}]]")]
    [InlineData("steps: [[{name: before, template: good}], [{name: beside, template: good}], [{name: flaky, template: flaky, withItems: [x]}], [{name: after, template: good}]]")]
    public async Task A_failed_workflow_goes_on_from_what_failed_and_keeps_what_succeeded(string composition)
    {
        var failed = RunOnce(composition);
        Assert.Equal(WorkflowPhase.Failed, failed.Phase);
        await MendAsync();

        var ended = _engine.Run("Restart-IdpWorkflow flow -Wait -Timeout 5m");

        Assert.Empty(ended.Errors);
        var run = ended.Single<Workflow>();
        Assert.Equal((WorkflowPhase.Succeeded, "flow"), (run.Phase, run.Name));
        Assert.Equal(Started(failed, "before"), Started(run, "before"));
        Assert.Equal(Started(failed, "beside"), Started(run, "beside"));
        Assert.All(run.AllNodes(), node => Assert.True(node.Fulfilled && !node.HasFailed, node.ToString()));
        Assert.Contains(run.AllNodes(), node => node.DisplayName == "after");
    }

    [Fact]
    public async Task The_exit_handler_runs_again()
    {
        RunOnce("steps: [[{name: before, template: good}], [{name: flaky, template: flaky}]]", ", onExit: good");
        var first = _engine.Run("Get-IdpWorkflow flow").Single<Workflow>();
        await MendAsync();

        var run = _engine.Run("Restart-IdpWorkflow flow -Wait -Timeout 5m").Single<Workflow>();

        Assert.True(Started(run, "flow.onExit") > Started(first, "flow.onExit"));
    }

    [Fact]
    public void Nodes_that_succeeded_run_again_when_they_are_named_with_all_that_came_after()
    {
        var first = RunOnce("steps: [[{name: before, template: good}], [{name: middle, template: good}], [{name: after, template: good}]]");
        Assert.StartsWith("WorkflowNothingToRetry,", Assert.Single(_engine.Run("Restart-IdpWorkflow flow").Errors).FullyQualifiedErrorId);
        Assert.StartsWith("WorkflowNothingToRetry,", Assert.Single(_engine.Run("Restart-IdpWorkflow flow -Node nowhere").Errors).FullyQualifiedErrorId);

        var run = _engine.Run("Restart-IdpWorkflow flow -Node mid* -Wait -Timeout 5m").Single<Workflow>();

        Assert.Equal(WorkflowPhase.Succeeded, run.Phase);
        Assert.Equal(Started(first, "before"), Started(run, "before"));
        Assert.True(Started(run, "middle") > Started(first, "middle"));
        Assert.True(Started(run, "after") > Started(first, "after"));
    }

    [Fact]
    public void One_item_of_a_loop_runs_again_when_its_fields_are_given()
    {
        var first = RunOnce(
            "steps: [[{name: each, template: item, arguments: {parameters: [{name: stage, value: '{{item}}'}]}, withItems: [test, live]}]]");
        Assert.StartsWith("NodeFieldSelectorInvalid,", Assert.Single(_engine.Run("Restart-IdpWorkflow flow -NodeFieldSelector stage=live").Errors).FullyQualifiedErrorId);

        var run = _engine.Run("Restart-IdpWorkflow flow -NodeFieldSelector 'templateName=item,inputs.parameters.stage.value=live' -Wait -Timeout 5m").Single<Workflow>();

        Assert.Equal(WorkflowPhase.Succeeded, run.Phase);
        Assert.Equal(Started(first, "each(0:test)"), Started(run, "each(0:test)"));
        Assert.True(Started(run, "each(1:live)") > Started(first, "each(1:live)"));
    }

    [Fact]
    public void Resubmitting_makes_another_workflow_with_other_parameters()
    {
        RunOnce("inputs: {parameters: [{name: stage}]}, container: {image: busybox}", ", arguments: {parameters: [{name: stage, value: test, enum: [test, live]}]}");
        Assert.StartsWith("WorkflowParametersInvalid,", Assert.Single(_engine.Run("Restart-IdpWorkflow flow -Resubmit -Parameter @{ stage = 'none' }").Errors).FullyQualifiedErrorId);

        var run = _engine.Run("Restart-IdpWorkflow flow -Resubmit -Parameter @{ stage = 'live' } -Wait").Single<Workflow>();

        Assert.StartsWith("flow-", run.Name);
        Assert.Equal("flow", run.Labels["workflows.argoproj.io/resubmitted-from-workflow"]);
        Assert.Equal("stage=live", run.Nodes.Single().Inputs.Single().ToString());
        Assert.Equal(2, _engine.Run("Get-IdpWorkflow").Output.Count);
    }

    [Fact]
    public void What_runs_is_not_retried_and_nothing_is_done_with_WhatIf()
    {
        RunOnce("suspend: {}", wait: "-Suspended");

        Assert.StartsWith("WorkflowNotCompleted,", Assert.Single(_engine.Run("Restart-IdpWorkflow flow").Errors).FullyQualifiedErrorId);
        Assert.Empty(_engine.Run("Restart-IdpWorkflow flow -Resubmit -WhatIf").Output);
        Assert.Single(_engine.Run("Get-IdpWorkflow").Output);
    }

    private static DateTimeOffset? Started(Workflow run, string node) => run.AllNodes().Single(found => found.DisplayName == node).StartedAt;

    private Workflow RunOnce(string composition, string more = "", string wait = "")
    {
        _folder.Write("flow.yaml", $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: flow}
            spec:
              entrypoint: main
              {{more.TrimStart(',', ' ')}}
              templates:
                - {name: main, {{composition}} }
                - {name: good, metadata: {annotations: {embedded.idpbuilder.io/duration: 5s} }, container: {image: busybox} }
                - {name: flaky, metadata: {annotations: {embedded.idpbuilder.io/exit-code: "3"} }, container: {image: busybox} }
                - {name: often, retryStrategy: {limit: 1}, metadata: {annotations: {embedded.idpbuilder.io/exit-code: "3"} }, container: {image: busybox} }
                - {name: nested, steps: [[{name: flaky, template: flaky}]]}
                - {name: item, metadata: {annotations: {embedded.idpbuilder.io/duration: 5s} }, inputs: {parameters: [{name: stage}]}, container: {image: busybox} }
            """);
        _engine.Run($"$null = Start-IdpWorkflow -Path '{_folder.Path}/flow.yaml' -Namespace argo; $null = Wait-IdpWorkflow flow {wait} -ErrorAction Ignore");
        return _engine.Run("Get-IdpWorkflow flow").Single<Workflow>();
    }

    // As somebody does before a retry: what made the work fail is put right.
    private async Task MendAsync()
    {
        await using var api = new ClusterObjects(_cluster).Connect();
        var target = new ResourceReference(new GroupVersionKind("argoproj.io", "v1alpha1", "Workflow"), "argo", "flow");
        var run = await api.GetAsync(target, TestContext.Current.CancellationToken);
        foreach (var template in run!.Spec!["templates"]!.AsArray().OfType<JsonObject>().Where(template => template.Child("metadata").Child("annotations") is not null))
        {
            template.Child("metadata").Child("annotations")!.Remove("embedded.idpbuilder.io/exit-code");
        }

        await api.ReplaceAsync(run, WriteOptions.Default, TestContext.Current.CancellationToken);
    }
}
