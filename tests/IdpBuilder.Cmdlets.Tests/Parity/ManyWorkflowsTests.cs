using System.Globalization;

namespace IdpBuilder.Tests.Parity;

/// <summary>Many workflows, and large ones, on the embedded API and on a real one.</summary>
public sealed class ManyWorkflowsTests(TwoClusters clusters) : IClassFixture<TwoClusters>, IDisposable
{
    private const int Many = 200;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_hundred_workflows_at_once_are_awaited_and_each_ends_as_its_own_does(bool isReal)
    {
        var engine = EngineOn(isReal);
        for (var number = 0; number < Many; number++)
        {
            // Every tenth fails.
            var code = number % 10 == 0 ? 1 : 0;
            _folder.Write($"many-{number}.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
                apiVersion: argoproj.io/v1alpha1
                kind: Workflow
                metadata: {name: many-{{number:D3}}, namespace: argo, labels: {batch: many} }
                spec:
                  entrypoint: main
                  templates:
                  - {name: main, steps: [[{name: gate, template: gate}], [{name: end, template: end}]]}
                  - {name: gate, suspend: {} }
                  - {name: end, steps: [[{name: check, template: nothing, when: "{{code}} == 0"}], [{name: fails, template: gate, when: "{{code}} == 1"}]]}
                  - {name: nothing, suspend: {duration: 0s} }
                """));
        }

        var result = engine.Run($$"""
            $started = Start-IdpWorkflow -Path '{{_folder.Path}}/many-*.yaml'
            $null = Wait-IdpWorkflow -Label batch=many -Suspended -Timeout 4m
            $null = Resume-IdpWorkflow $started
            $null = Wait-IdpWorkflow (0..19 | ForEach-Object { 'many-{0:D3}' -f ($_ * 10) }) -Suspended -Timeout 4m
            $null = Stop-IdpWorkflow (0..19 | ForEach-Object { 'many-{0:D3}' -f ($_ * 10) })
            $ended = Wait-IdpWorkflow -Label batch=many -Timeout 4m -ErrorAction SilentlyContinue -ErrorVariable failures
            "$($started.Count) $($ended.Count) $($failures.Count)"
            $failures[0].FullyQualifiedErrorId
            """);

        Assert.Empty(result.Errors);
        Assert.Equal([$"{Many} 180 20", "WorkflowFailed,IdpBuilder.Commands.WaitIdpWorkflowCommand"], result.Output.Select(line => line.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_workflow_of_a_thousand_nodes_is_awaited_and_shown(bool isReal)
    {
        var tasks = string.Join('\n', Enumerable.Range(0, 1000).Select(task => string.Create(
            CultureInfo.InvariantCulture, $"        - {{name: t{task}, template: nothing{(task < 100 ? string.Empty : $", dependencies: [t{task - 100}]")}}}")));
        var path = _folder.Write("large.yaml", $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: large, namespace: argo}
            spec:
              entrypoint: main
              templates:
              - {name: nothing, suspend: {duration: 0s} }
              - name: main
                dag:
                  tasks:
            {{tasks}}
            """);

        var result = EngineOn(isReal).Run($"$run = Start-IdpWorkflow -Path '{path}' -Wait -Timeout 4m; \"$($run.Phase) $($run.Progress) $(@($run.AllNodes()).Count)\"");

        Assert.Empty(result.Errors);
        Assert.Equal("Succeeded 1000/1000 1001", result.Output.Single().ToString());
    }

    private ModuleEngine EngineOn(bool isReal) => clusters.With(isReal ? $"-ControlPlanePath '{ControlPlaneAssets.Require()}'" : string.Empty).Engine;
}
