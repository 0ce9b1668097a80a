namespace IdpBuilder.Tests.Commands;

/// <summary>Waits that show what is printed: while it runs, and at the end of what failed.</summary>
public sealed class WorkflowFollowTests : IDisposable
{
    private const string Ask = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: ask, labels: {team: blue} }
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

    private const string Failing = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: check, labels: {team: red} }
        spec:
          entrypoint: main
          templates:
            - name: main
              dag: {tasks: [{name: fine, template: fine}, {name: broken, template: broken}]}
            - name: fine
              metadata: {annotations: {embedded.idpbuilder.io/stdout: "all is well"} }
              container: {image: busybox}
            - name: broken
              metadata: {annotations: {embedded.idpbuilder.io/exit-code: "3", embedded.idpbuilder.io/stdout: "looking\nno such table"} }
              container: {image: busybox}
        """;

    private const string FailingHook = """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate, annotations: {argocd.argoproj.io/hook: PreSync} }
        spec:
          backoffLimit: 0
          template:
            metadata: {annotations: {embedded.idpbuilder.io/exit-code: "1", embedded.idpbuilder.io/stdout: "cannot migrate"} }
            spec: {restartPolicy: Never, containers: [{name: sql, image: busybox}]}
        """;

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public WorkflowFollowTests()
    {
        _folder.Write("ask.yaml", Ask);
        _folder.Write("check.yaml", Failing);
        _folder.Write("app/job.yaml", FailingHook);
        _engine.Run($"$null = New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_wait_that_follows_writes_every_line_and_then_the_workflow()
    {
        var cluster = _engine.Run("Get-IdpCluster").Single<Cluster>();
        _engine.Run($"Start-IdpWorkflow -Path '{_folder.Path}/ask.yaml'");
        using var other = new ModuleEngine();
        var waiting = Task.Run(() => other.Run("$cluster = @($input)[0]; Wait-IdpWorkflow ask -Cluster $cluster -Follow", cluster));

        _engine.Run("$null = Wait-IdpWorkflow ask -Suspended; Resume-IdpWorkflow ask");

        var written = (await waiting).Output.Select(item => item.BaseObject switch
        {
            WorkflowLogLine line => $"{line.Node}: {line}",
            Workflow workflow => $"{workflow.Name} {workflow.Phase}",
            _ => "something else",
        });
        Assert.Equal(["first: one", "first: two", "last: one", "last: two", "ask Succeeded"], written);
    }

    [Fact]
    public void A_wait_that_ends_before_the_workflow_ends_the_following()
    {
        _engine.Run($"Start-IdpWorkflow -Path '{_folder.Path}/ask.yaml'");

        var waited = _engine.Run("Wait-IdpWorkflow ask -Suspended -Follow");

        Assert.Empty(waited.Errors);
        Assert.Equal("ask", Assert.IsType<Workflow>(waited.Output[^1].BaseObject).Name);
        Assert.StartsWith("WaitTimedOut,", Assert.Single(_engine.Run("Wait-IdpWorkflow ask -Follow -Timeout 1s").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_failure_quotes_what_the_failed_nodes_printed_last()
    {
        var error = Assert.Single(_engine.Run($"Start-IdpWorkflow -Path '{_folder.Path}/check.yaml' | Wait-IdpWorkflow").Errors);

        Assert.StartsWith("WorkflowFailed,", error.FullyQualifiedErrorId);
        Assert.EndsWith("The last that was printed:\n    broken: looking\n    broken: no such table", error.Exception.Message);
        Assert.DoesNotContain("all is well", error.Exception.Message);
    }

    [Theory]
    [InlineData("Wait-IdpPackage")]
    [InlineData("Wait-IdpWorkflow -Package")]
    public void A_package_that_failed_quotes_its_hooks(string wait)
    {
        _engine.Run($"Install-IdpPackage '{_folder.Path}/app'");

        var error = Assert.Single(_engine.Run($"{wait} app").Errors);

        Assert.StartsWith("PackageFailed,", error.FullyQualifiedErrorId);
        Assert.Matches("The last that was printed:\n    migrate-[a-z0-9]{5}: cannot migrate$", error.Exception.Message);
    }

    [Theory]
    [InlineData("team=red", "check")]
    [InlineData("team in (red, blue)", "ask", "check")]
    [InlineData("team=green")]
    public void Workflows_are_meant_by_their_labels(string selector, params string[] expected)
    {
        _engine.Run($"Start-IdpWorkflow -Path '{_folder.Path}/ask.yaml'; Start-IdpWorkflow -Path '{_folder.Path}/check.yaml'");

        Assert.Equal(expected, _engine.Run($"Get-IdpWorkflow -Label '{selector}'").As<Workflow>().Select(workflow => workflow.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            expected.Contains("check") ? 1 : 0,
            _engine.Run($"Wait-IdpWorkflow -Label '{selector}' -Suspended").Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("WorkflowFailed,", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_selector_that_is_none_is_an_error() =>
        Assert.NotEmpty(_engine.Run("Get-IdpWorkflow -Label 'a=b=c'").Errors);
}
