namespace IdpBuilder.Tests.Commands;

public sealed class CompletionTests(CompletionTests.Platform platform) : IClassFixture<CompletionTests.Platform>
{
    [Theory]
    [InlineData("Get-IdpSecret ", "argocd")]
    [InlineData("Get-IdpSecret -Package ven", "vendor")]
    [InlineData("Get-IdpWorkflow -Namespace flo", "flows")]
    [InlineData("Start-IdpWorkflow promote -Namespace flo", "flows")]
    [InlineData("Install-IdpPackage ./x -Namespace flo", "flows")]
    [InlineData("Start-IdpWorkflow -Namespace flows -Template ", "promote")]
    [InlineData("Start-IdpWorkflow -ClusterScope -Template ", "everywhere")]
    [InlineData("Start-IdpWorkflow -Namespace flows -CronWorkflow ", "nightly")]
    [InlineData("Resume-IdpWorkflow -Node ", "gate")]
    [InlineData("Resume-IdpWorkflow waiting -Node ga", "gate")]
    [InlineData("Export-IdpReport -Workflow wait", "waiting")]
    [InlineData("Get-IdpWorkflowLog wait", "waiting")]
    [InlineData("Get-IdpWorkflowLog waiting -Node ", "build")]
    [InlineData("Restart-IdpWorkflow waiting -Node ", "gate")]
    [InlineData("New-IdpCluster -KubernetesVersion 1.3", "1.36")]
    [InlineData("New-IdpCluster -CorePackage a", "argocd")]
    [InlineData("Connect-IdpCluster -CorePackage a", "argocd")]
    [InlineData("Connect-IdpCluster -CorePackage argocd, argo-", "argo-workflows")]
    [InlineData("New-IdpCluster -CorePackage g", "gitea")]
    public void A_name_that_would_be_found_is_offered(string line, string name) =>
        Assert.Contains(name, platform.Engine.Complete(line));

    [Theory]
    [InlineData("Start-IdpWorkflow deploy -Namespace flows -Parameter ", "@{ version = ''; 'log-level' = 'info' }", "@{ version = '' }", "@{ 'log-level' = 'info' }", "@{ 'log-level' = 'it''s all' }", "@{ note = 'none' }")]
    [InlineData("Start-IdpWorkflow -CronWorkflow nightly -Namespace flows -Parameter ", "@{ depth = '3' }")]
    [InlineData("Start-IdpWorkflow -Template everywhere -ClusterScope -Parameter ", "@{ region = '' }")]
    [InlineData("Start-IdpWorkflow promote -Namespace flows -Parameter ")]
    [InlineData("Start-IdpWorkflow absent -Namespace flows -Parameter ")]
    public void Parameters_of_the_template_are_offered_first_those_it_demands_then_each_with_its_values(string line, params string[] offered) =>
        Assert.Equal(offered, platform.Engine.Complete(line).Where(text => text.StartsWith('@')));

    [Theory]
    [InlineData("Start-IdpWorkflow -Template ", "promote")]
    [InlineData("Start-IdpWorkflow -Namespace flows ", "everywhere")]
    [InlineData("Start-IdpWorkflow -CronWorkflow ", "nightly")]
    [InlineData("Get-IdpSecret ", "flows")]
    [InlineData("Resume-IdpWorkflow other -Node ", "gate")]
    [InlineData("Get-IdpWorkflowLog waiting -Node ", "gate")]
    public void A_name_that_would_not_be_found_is_not_offered(string line, string name) =>
        Assert.DoesNotContain(name, platform.Engine.Complete(line));

    /// <summary>A cluster with something to offer of every kind.</summary>
    public sealed class Platform : IDisposable
    {
        private const string Flows = """
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: promote}
            spec:
              entrypoint: main
              templates: [{name: main, suspend: {}}]
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: ClusterWorkflowTemplate
            metadata: {name: everywhere}
            spec: {entrypoint: main, arguments: {parameters: [{name: region}]}, templates: [{name: main, suspend: {}}]}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: CronWorkflow
            metadata: {name: nightly}
            spec: {schedule: "0 3 * * *", workflowSpec: {entrypoint: main, arguments: {parameters: [{name: depth, value: 3}]}, templates: [{name: main, suspend: {}}]}}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: deploy}
            spec:
              entrypoint: main
              arguments:
                parameters:
                  - {name: version}
                  - {name: log-level, enum: [info, it's all]}
                  - {name: note, value: none}
              templates: [{name: main, suspend: {}}]
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: vendor, labels: {cnoe.io/cli-secret: "true", cnoe.io/package-name: vendor}}
            stringData: {password: x}
            """;

        private const string Waiting = """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: waiting}
            spec: {entrypoint: main, templates: [{name: main, steps: [[{name: build, template: build}], [{name: gate, template: gate}]]}, {name: build, container: {image: busybox}}, {name: gate, suspend: {}}]}
            """;

        private readonly TemporaryFolder _folder = new();

        public Platform()
        {
            _folder.Write("flows/flows.yaml", Flows);
            Engine.Run($"$null = New-IdpCluster demo -Provider Embedded; $null = Install-IdpPackage '{_folder.Path}/flows' | Wait-IdpPackage");
            _folder.Write("waiting.yaml", Waiting);
            Engine.Run($"$null = Start-IdpWorkflow -Path '{_folder.Path}/waiting.yaml' -Namespace flows | Wait-IdpWorkflow -Suspended");
        }

        public ModuleEngine Engine { get; } = new();

        public void Dispose()
        {
            Engine.Dispose();
            _folder.Dispose();
        }
    }
}
