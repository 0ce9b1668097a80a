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
        _engine.Run($"$null = New-IdpCluster demo -Provider Embedded; Install-IdpPackage '{_folder.Path}/flows' | Wait-IdpPackage");
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
}
