using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>What workflows and hooks print, read afterwards and followed.</summary>
public sealed class WorkflowLogTests : IDisposable
{
    private const string Ask = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: ask}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps:
                - [{name: first, template: say}]
                - [{name: gate, template: gate}]
                - [{name: last, template: say}]
            - {name: gate, suspend: {}}
            - name: say
              metadata: {annotations: {embedded.idpbuilder.io/stdout: "one\ntwo"} }
              container: {image: busybox}
        """;

    private const string Hook = """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate, annotations: {argocd.argoproj.io/hook: PreSync} }
        spec:
          template:
            metadata: {annotations: {embedded.idpbuilder.io/stdout: "migrated"} }
            spec: {restartPolicy: Never, containers: [{name: sql, image: busybox}]}
        """;

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public WorkflowLogTests()
    {
        _folder.Write("ask.yaml", Ask);
        _folder.Write("app/job.yaml", Hook);
        _engine.Run($"$null = New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Lines_come_in_the_order_of_the_nodes_with_where_they_are_from()
    {
        RunToEnd();

        var lines = _engine.Run("Get-IdpWorkflowLog ask").As<WorkflowLogLine>();

        Assert.Equal(["first: one", "first: two", "last: one", "last: two"], lines.Select(line => $"{line.Node}: {line}"));
        Assert.All(lines, line => Assert.Equal(("ask", "argo", "main"), (line.Workflow, line.Namespace, line.Container)));
        Assert.All(lines, line => Assert.StartsWith("ask-say-", line.Pod));
    }

    [Theory]
    [InlineData("-Node la*", "last: one", "last: two")]
    [InlineData("-Tail 1", "first: two", "last: two")]
    [InlineData("-Tail 1 -Node first", "first: two")]
    [InlineData("-Container nowhere")]
    [InlineData("-Previous")]
    public void Nodes_containers_and_last_lines_can_be_chosen(string choice, params string[] expected)
    {
        RunToEnd();

        var read = _engine.Run($"Get-IdpWorkflow ask | Get-IdpWorkflowLog {choice}");

        Assert.Empty(read.Errors);
        Assert.Equal(expected, read.As<WorkflowLogLine>().Select(line => $"{line.Node}: {line}"));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("gate")]
    public void A_node_that_prints_nothing_is_an_error_that_names_those_that_do(string node)
    {
        RunToEnd();

        var error = Assert.Single(_engine.Run($"Get-IdpWorkflow ask | Get-IdpWorkflowLog -Node {node}, no*thing").Errors);

        Assert.StartsWith("WorkflowNodeNotFound,", error.FullyQualifiedErrorId);
        Assert.Contains("first, last", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_returns_every_line_once_and_ends_with_the_workflow()
    {
        var cluster = _engine.Run("Get-IdpCluster").Single<Cluster>();
        _engine.Run($"Start-IdpWorkflow -Path '{_folder.Path}/ask.yaml'");
        using var other = new ModuleEngine();
        var following = Task.Run(() => other.Run("$cluster = @($input)[0]; Get-IdpWorkflowLog ask -Cluster $cluster -Follow", cluster));

        _engine.Run("$null = Wait-IdpWorkflow ask -Suspended; Resume-IdpWorkflow ask");

        var lines = (await following).As<WorkflowLogLine>();
        Assert.Equal(["first: one", "first: two", "last: one", "last: two"], lines.Select(line => $"{line.Node}: {line}"));
    }

    [Fact]
    public void What_has_ended_is_followed_to_its_end_too()
    {
        RunToEnd();

        Assert.Equal(4, _engine.Run("Get-IdpWorkflowLog ask -Follow").Output.Count);
    }

    [Fact]
    public void A_hooks_Job_has_the_lines_of_its_Pods()
    {
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/app' | Wait-IdpPackage").Errors);

        var line = _engine.Run("Get-IdpWorkflow -Package app | Get-IdpWorkflowLog").Single<WorkflowLogLine>();

        Assert.Equal(("migrate", "sql", "migrated"), (line.Workflow, line.Container, line.Line));
        Assert.Equal("migrated", _engine.Run("Get-IdpWorkflowLog migrate -Follow").Single<WorkflowLogLine>().Line);
    }

    [Fact]
    public async Task Logs_that_went_with_their_Pods_are_an_error_beside_those_that_are_there()
    {
        RunToEnd();
        var first = _engine.Run("Get-IdpWorkflowLog ask -Node first -Tail 1").Single<WorkflowLogLine>();
        await using (var api = new ClusterObjects(_engine.Run("Get-IdpCluster").Single<Cluster>()).Connect())
        {
            await api.DeleteAsync(new ResourceReference(new GroupVersionKind("", "v1", "Pod"), first.Namespace, first.Pod), DeletionOptions.Default, TestContext.Current.CancellationToken);
        }

        var read = _engine.Run("Get-IdpWorkflowLog ask");

        Assert.Equal(["last", "last"], read.As<WorkflowLogLine>().Select(line => line.Node));
        var error = Assert.Single(read.Errors);
        Assert.StartsWith("WorkflowLogGone,", error.FullyQualifiedErrorId);
        Assert.Contains("'first'", error.Exception.Message);
    }

    [Fact]
    public void A_workflow_that_is_not_there_is_an_error() =>
        Assert.StartsWith("WorkflowNotFound,", Assert.Single(_engine.Run("Get-IdpWorkflowLog absent").Errors).FullyQualifiedErrorId);

    private void RunToEnd() =>
        Assert.Empty(_engine.Run($"$null = Start-IdpWorkflow -Path '{_folder.Path}/ask.yaml' | Wait-IdpWorkflow -Suspended; Resume-IdpWorkflow ask -PassThru | Wait-IdpWorkflow").Errors);
}
