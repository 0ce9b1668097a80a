using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Parity;

/// <summary>Workflows of every composition come to every outcome alike on the embedded API and on a real one: their nodes, and what waiting for them says.</summary>
public sealed class WorkflowParityTests(TwoClusters clusters) : IClassFixture<TwoClusters>, IDisposable
{
    private static readonly (string Name, string Leaf, string Phase)[] Outcomes =
    [
        ("succeeds", "container: {image: busybox}", "Succeeded"),
        ("fails", "metadata: {annotations: {embedded.idpbuilder.io/exit-code: \"3\"} }, container: {image: busybox}", "Failed"),
        ("errs", "outputs: {parameters: [{name: missing, valueFrom: {path: /out} }] }, container: {image: busybox}", "Error"),
        ("takes-too-long", "timeout: 10s, metadata: {annotations: {embedded.idpbuilder.io/duration: 1h} }, container: {image: busybox}", "Failed"),
        ("is-retried", "retryStrategy: {limit: 2}, metadata: {annotations: {embedded.idpbuilder.io/exit-code: \"1\"} }, container: {image: busybox}", "Failed"),
        ("is-stopped", "suspend: {}", "Failed"),
        ("is-terminated", "suspend: {}", "Failed"),
        ("is-resumed", "suspend: {}", "Succeeded"),
    ];

    private static readonly (string Name, string Templates)[] Compositions =
    [
        ("steps", "- {name: main, steps: [[{name: only, template: leaf}]]}"),
        ("dag", "- {name: main, dag: {tasks: [{name: only, template: leaf}]}}"),
        ("loop", "- {name: main, steps: [[{name: only, template: leaf, withItems: [a, b]}]]}"),
        ("dag-loop", "- {name: main, dag: {tasks: [{name: only, template: leaf, withItems: [a, b]}, {name: last, template: done, depends: only}]}}"),
        ("nested", "- {name: main, steps: [[{name: inner, template: inner}]]}\n  - {name: inner, dag: {tasks: [{name: only, template: leaf}]}}"),
        ("reference", "- {name: main, steps: [[{name: only, templateRef: {name: shared-((outcome)), template: leaf}}]]}"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_composition_comes_to_each_outcome_alike_on_both_servers()
    {
        var assets = ControlPlaneAssets.Require();

        var expected = await RunAsync($"-ControlPlanePath '{assets}'");
        var actual = await RunAsync(string.Empty);

        Assert.True(expected == actual, LineDifference.Of(expected, actual));
        var lines = actual.Split('\n');
        foreach (var (composition, _) in Compositions)
        {
            // Steps with an error in them have failed.
            Assert.All(Outcomes, outcome => Assert.Contains(
                $"{composition}-{outcome.Name} {(outcome.Phase == "Error" && !composition.StartsWith("dag", StringComparison.Ordinal) ? "Failed" : outcome.Phase)}", lines));
        }
    }

    private async Task<string> RunAsync(string options)
    {
        var (engine, cluster) = clusters.With(options);
        await ShareAsync(cluster);
        foreach (var ((composition, templates), (name, leaf, _)) in Compositions.SelectMany(composition => Outcomes.Select(outcome => (composition, outcome))))
        {
            _folder.Write($"{composition}-{name}.yaml", Workflow($"{composition}-{name}", templates.Replace("((outcome))", name, StringComparison.Ordinal), leaf));
        }

        var result = engine.Run($$"""
            $started = Start-IdpWorkflow -Path '{{_folder.Path}}/*.yaml'
            $suspended = $started | Where-Object Name -Match '-is-' | Where-Object Name -NotMatch 'is-retried'
            $null = $suspended | Wait-IdpWorkflow -Suspended -Timeout 2m
            $null = $suspended | Where-Object Name -Match 'stopped' | Stop-IdpWorkflow
            $null = $suspended | Where-Object Name -Match 'terminated' | Stop-IdpWorkflow -Terminate
            $null = $suspended | Where-Object Name -Match 'resumed' | Resume-IdpWorkflow
            $null = $started | Wait-IdpWorkflow -Timeout 2m -ErrorAction SilentlyContinue -ErrorVariable failures
            foreach ($name in $started.Name) {
                $now = Get-IdpWorkflow $name
                "$name $($now.Phase)"
                "$name ends as '$($now.Message)' $($now.Progress)"
                foreach ($node in $now.AllNodes()) { "$name has $($node.Name) $($node.Type) $($node.Phase) '$($node.Message)' $($node.ExitCode)" }
                foreach ($failure in $failures) { if ($failure.TargetObject.Name -eq $name) { "$name waited: $($failure.FullyQualifiedErrorId): $failure" } }
            }
            """);

        Assert.Empty(result.Errors);
        return string.Join('\n', result.Output.Select(line => line.ToString()).Order(StringComparer.Ordinal));
    }

    // What workflows of the one composition refer to.
    private static async Task ShareAsync(Cluster cluster)
    {
        await using var api = new ClusterObjects(cluster).Connect();
        foreach (var (name, leaf, _) in Outcomes)
        {
            var template = $"apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {{name: shared-{name}, namespace: argo}}\nspec: {{templates: [{{name: leaf, {leaf}}}]}}\n";
            var parsed = new YamlManifestReader().Read(template, "template.yaml", new List<Diagnostic>()).Single().Content!.AsObject();
            await api.ApplyAsync(new Manifest(parsed), new WriteOptions(Force: true), TestContext.Current.CancellationToken);
        }
    }

    private static string Workflow(string name, string templates, string leaf) => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: {{name}}, namespace: argo}
        spec:
          entrypoint: main
          templates:
          {{templates}}
          - {name: leaf, {{leaf}} }
          - {name: done, suspend: {duration: 0s} }
        """;
}
