namespace IdpBuilder.Core.Tests.Packages;

/// <summary>What Argo Workflows would refuse when a Workflow runs is told before it is installed.</summary>
public sealed class WorkflowMistakeTests : IDisposable
{
    private const string Good = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: work-}
        spec:
          entrypoint: main
          onExit: leaf
          hooks: {running: {template: leaf, expression: "true"}}
          templates:
          - name: main
            steps:
            - - {name: a, template: graph, onExit: leaf}
              - {name: b, templateRef: {name: other, template: elsewhere}}
              - {name: c, template: "{{workflow.parameters.which}}"}
          - name: graph
            dag:
              tasks:
              - {name: first, template: leaf}
              - {name: then, template: leaf, dependencies: [first]}
          - {name: leaf, container: {image: busybox}}

        """;

    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("  entrypoint: main\n", "", "WorkflowEntrypointMissing", 5)]
    [InlineData("entrypoint: main", "entrypoint: mian", "WorkflowTemplateMissing", 5)]
    [InlineData("onExit: leaf\n", "onExit: leave\n", "WorkflowTemplateMissing", 6)]
    [InlineData("{running: {template: leaf", "{running: {template: leave", "WorkflowTemplateMissing", 7)]
    [InlineData("template: graph,", "template: grahp,", "WorkflowTemplateMissing", 11)]
    [InlineData("onExit: leaf}", "onExit: leave}", "WorkflowTemplateMissing", 11)]
    [InlineData("name: first, template: leaf", "name: first, template: leave", "WorkflowTemplateMissing", 17)]
    [InlineData("dependencies: [first]", "dependencies: [frist]", "WorkflowTaskMissing", 18)]
    public void In_a_Workflow(string right, string wrong, string code, int line)
    {
        Assert.Empty(_folder.With("work.yaml", Good).Read(".").Diagnostics);

        var mistake = Assert.Single(_folder.With("work.yaml", Good.Replace(right, wrong, StringComparison.Ordinal)).Read(".").Diagnostics);

        Assert.Equal((code, DiagnosticSeverity.Error, line), (mistake.Code, mistake.Severity, mistake.Line));
        Assert.NotEmpty(mistake.Remedy);
    }

    [Theory]
    [InlineData("kind: Workflow\nmetadata: {name: a}\nspec: {workflowTemplateRef: {name: shared}, entrypoint: theirs}")]
    [InlineData("kind: WorkflowTemplate\nmetadata: {name: a}\nspec: {templates: [{name: only, container: {image: busybox}}]}")]
    [InlineData("kind: CronWorkflow\nmetadata: {name: a}\nspec: {schedules: ['* * * * *'], workflowSpec: {entrypoint: only, templates: [{name: only, container: {image: busybox}}]}}")]
    public void What_is_right_is_not_told(string rest) =>
        Assert.Empty(_folder.With("work.yaml", $"apiVersion: argoproj.io/v1alpha1\n{rest}\n").Read(".").Diagnostics);

    [Theory]
    [InlineData("kind: WorkflowTemplate\nmetadata: {name: a}\nspec: {entrypoint: other, templates: [{name: only, container: {image: busybox}}]}", "WorkflowTemplateMissing")]
    [InlineData("kind: CronWorkflow\nmetadata: {name: a}\nspec: {schedules: ['* * * * *'], workflowSpec: {templates: [{name: only, container: {image: busybox}}]}}", "WorkflowEntrypointMissing")]
    public void What_is_wrong_in_other_kinds_is_told(string rest, string code) =>
        Assert.Equal([code], _folder.With("work.yaml", $"apiVersion: argoproj.io/v1alpha1\n{rest}\n").Read(".").Diagnostics.Select(mistake => mistake.Code));

    [Fact]
    public void Mistakes_of_a_file_come_in_the_order_of_its_lines()
    {
        var many = Good.Replace("metadata: {generateName: work-}", "metadata: {name: Work, annotations: {argocd.argoproj.io/sync-wave: x, n: 5} }", StringComparison.Ordinal)
            .Replace("dependencies: [first]", "dependencies: [frist]", StringComparison.Ordinal).Replace("entrypoint: main", "entrypoint: mian", StringComparison.Ordinal);

        var lines = _folder.With("work.yaml", many).Read(".").Diagnostics.Select(mistake => (mistake.Line, mistake.Column)).ToArray();

        Assert.True(lines.Length >= 4);
        Assert.Equal(lines.Order(), lines);
    }
}
