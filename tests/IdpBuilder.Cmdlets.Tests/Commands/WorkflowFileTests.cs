namespace IdpBuilder.Tests.Commands;

/// <summary>Workflows started from files.</summary>
public sealed class WorkflowFileTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public WorkflowFileTests() => _engine.Run($"$null = New-IdpCluster demo -Provider Embedded; $null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.Path}')");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Wildcards_mean_files_below_the_current_location_and_literal_paths_mean_themselves()
    {
        Write("run/a.yaml", "a");
        Write("run/b.yaml", "b");
        Write("run/[ab].yaml", "brackets");

        Assert.Equal(["a", "b"], Start("-Path run/[ab].yaml").Select(run => run.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["brackets"], Start("-LiteralPath run/[ab].yaml").Select(run => run.Name));
        Assert.Empty(Start("-Path run/x*.yaml"));
    }

    [Fact]
    public void Files_may_come_through_the_pipeline()
    {
        Write("run/a.yaml", "a");
        Write("run/[b].yaml", "b");

        var runs = _engine.Run("$ExecutionContext.InvokeProvider.ChildItem.Get('run', $false) | Start-IdpWorkflow -Wait");

        Assert.Empty(runs.Errors);
        Assert.Equal(["a", "b"], runs.As<Workflow>().Select(run => run.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_run_gets_the_labels_beside_its_own()
    {
        _folder.Write("a.yaml", Workflow("a").Replace("name: a ", "name: a, labels: {team: x, own: kept} ", StringComparison.Ordinal));
        Assert.Single(Start("-Path a.yaml -Label @{ team = 'y'; 'workflows.argoproj.io/workflow-template' = 'made-up' } -Wait"));

        var run = _engine.Run("Get-IdpWorkflow a").Single<Workflow>();

        Assert.Equal("made-up", run.Template);
        Assert.Equal(("kept", "y"), (run.Labels["own"], run.Labels["team"]));
    }

    [Fact]
    public void Its_arguments_are_supplied_with_the_parameters_and_checked()
    {
        _folder.Write("a.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: a}
            spec:
              entrypoint: main
              arguments: {parameters: [{name: stage, value: test, enum: [test, live]}, {name: kept, value: same}]}
              templates: [{name: main, inputs: {parameters: [{name: stage}, {name: kept}]}, container: {image: busybox}}]
            """);
        Assert.StartsWith("WorkflowParametersInvalid,", _engine.Fail("Start-IdpWorkflow -Path a.yaml -Parameter @{ stage = 'nowhere' }").FullyQualifiedErrorId);

        var run = Assert.Single(Start("-Path a.yaml -Parameter @{ stage = 'live' } -Wait"));

        Assert.Equal(["kept=same", "stage=live"], run.Nodes.Single().Inputs.Select(input => input.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n---\n")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n")]
    [InlineData("just: text\n")]
    public void A_file_without_a_Workflow_is_an_error_and_nothing_is_started(string content)
    {
        Write("good.yaml", "good");
        _folder.Write("other.yaml", content);

        var started = _engine.Run("Start-IdpWorkflow -Path good.yaml, other.yaml");

        Assert.StartsWith("WorkflowFileInvalid,", Assert.Single(started.Errors).FullyQualifiedErrorId);
        Assert.Contains("other.yaml", started.Errors[0].Exception.Message);
        Assert.Empty(started.Output);
        Assert.Empty(_engine.Run("Get-IdpWorkflow").Output);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        Write("good.yaml", "good");
        _folder.Write("broken.yaml", "kind: [");
        _folder.Write("empty.yaml", "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "folder"));

        var started = _engine.Run("Start-IdpWorkflow -Path good.yaml, broken.yaml, empty.yaml, absent.yaml, folder");

        Assert.Equal(
            ["FileUnreadable", "PathNotFound", "WorkflowFileInvalid", "YamlSyntax"],
            started.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order(StringComparer.Ordinal));
        Assert.Empty(started.Output);
    }

    private IReadOnlyList<Workflow> Start(string arguments)
    {
        var started = _engine.Run($"Start-IdpWorkflow {arguments}");
        Assert.Empty(started.Errors);
        return started.As<Workflow>();
    }

    private void Write(string file, string name) => _folder.Write(file, Workflow(name));

    private static string Workflow(string name) => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: {{name}} }
        spec: {entrypoint: main, templates: [{name: main, container: {image: busybox} }]}
        """;
}
