using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class StepsTests
{
    private const string Leaves = """

          - name: work
            inputs: {parameters: [{name: x, default: none}]}
            container: {image: busybox}
            metadata: {annotations: {embedded.idpbuilder.io/stdout: "{{inputs.parameters.x}}"}}
          - name: fail
            container: {image: busybox}
            metadata: {annotations: {embedded.idpbuilder.io/exit-code: "3"}}
        """;

    [Fact]
    public void A_single_container_is_the_whole_workflow()
    {
        var lab = new WorkflowLab("{entrypoint: main, templates: [{name: main, container: {image: busybox}}]}").Run();
        Assert.Equal(("Succeeded", "", "1/1"), (lab.Phase, lab.Message, lab.Progress));
        var pod = lab.CreatedPods.Single();
        Assert.Equal(("wf", "wf", "false"), (pod.Name, pod.Label(ArgoWorkflowLabels.Workflow), pod.Label(ArgoWorkflowLabels.Completed)));
        Assert.Equal(["main", "wait"], pod.Spec.Children("containers").Select(container => container.Text("name")));
        Assert.Equal("0", lab.Node("wf").Outputs.Text("exitCode"));
        Assert.Equal(("Succeeded", "true"), (lab.Workflow.Label(ArgoWorkflowLabels.Phase), lab.Workflow.Label(ArgoWorkflowLabels.Completed)));
        Assert.Equal("True", lab.Workflow.Status.Children("conditions").Single(condition => condition.Text("type") == "Completed").Text("status"));
    }

    [Fact]
    public void A_container_that_fails_gives_the_workflow_its_message()
    {
        var lab = Lab("fail", "").Run();
        Assert.Equal(("Failed", "main: Error (exit code 3)", "0/1"), (lab.Phase, lab.Message, lab.Progress));
    }

    [Fact]
    public void Groups_run_one_after_the_other_and_their_nodes_are_linked()
    {
        var lab = Lab("main", """

              - name: main
                steps:
                - [{name: a, template: work}, {name: b, template: work}]
                - [{name: c, template: work}]
            """).Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal("3/3", lab.Progress);
        Assert.Equal([Id("wf[0]")], lab.Node("wf").Children);
        Assert.Equal([Id("wf[0].a"), Id("wf[0].b")], lab.Node("[0]").Children);
        Assert.Equal([Id("wf[1]")], lab.Node("a").Children);
        Assert.Equal([Id("wf[1]")], lab.Node("b").Children);
        Assert.Equal([Id("wf[1].c")], lab.Node("wf").OutboundNodes);
        Assert.Equal("wf", lab.Node("c").BoundaryId);
        Assert.Equal(["wf-work-", "wf-work-", "wf-work-"], lab.CreatedPods.Select(pod => pod.Name[..8]));
        Assert.Equal(2, lab.MostPodsAtOnce);
    }

    [Fact]
    public void A_failed_step_ends_the_groups_after_it()
    {
        var lab = Lab("main", """

              - name: main
                steps:
                - [{name: bad, template: fail}, {name: good, template: work}]
                - [{name: never, template: work}]
            """).Run();
        var message = $"child '{Id("wf[0].bad")}' failed";
        Assert.Equal(("Failed", message, "1/2"), (lab.Phase, lab.Message, lab.Progress));
        Assert.Equal(message, lab.Node("[0]").Message);
        Assert.DoesNotContain(lab.Nodes, node => node.DisplayName is "[1]" or "never");
    }

    [Theory]
    [InlineData("failed", "Succeeded")]
    [InlineData("error", "Failed")]
    public void A_step_that_goes_on_does_not_fail_its_group(string on, string phase) =>
        Assert.Equal(phase, Lab("main", $$$"""

              - name: main
                steps:
                - [{name: bad, template: fail, continueOn: { {{{on}}}: true }}]
            """).Run().Phase);

    [Fact]
    public void What_a_step_printed_and_wrote_is_known_to_the_steps_after_it()
    {
        var lab = Lab("main", """

              - name: main
                outputs: {parameters: [{name: all, valueFrom: {parameter: "{{steps.b.outputs.result}}"}}]}
                steps:
                - [{name: a, template: produce}]
                - [{name: b, template: work, arguments: {parameters: [{name: x, value: "got {{steps.a.outputs.parameters.file}} {{steps.a.exitCode}}"}]}}]
              - name: produce
                outputs: {parameters: [{name: file, globalName: exported, valueFrom: {path: /tmp/x}}]}
                script: {image: busybox, source: echo}
                metadata: {annotations: {embedded.idpbuilder.io/output.file: hello}}
            """).Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal("got hello 0", lab.Node("b").Outputs.Text("result"));
        Assert.Equal("got hello 0", lab.Node("wf").Outputs.Children("parameters").Single().Text("value"));
        Assert.Equal("""[{"name":"exported","value":"hello"}]""", lab.Workflow.Status.Child("outputs")!["parameters"]!.ToJsonString());
    }

    [Fact]
    public void An_output_that_nobody_gives_is_an_error_that_says_what_to_do()
    {
        var lab = Lab("main", """

              - name: main
                outputs: {parameters: [{name: file, valueFrom: {path: /tmp/x}}]}
                container: {image: busybox}
            """).Run();
        Assert.Equal("Error", lab.Phase);
        Assert.StartsWith("wait: Error (exit code 64): the output parameter 'file' has no value", lab.Message);
        Assert.Contains("embedded.idpbuilder.io/output.file", lab.Message);
    }

    [Fact]
    public void An_output_with_a_default_takes_it()
    {
        var lab = Lab("main", """

              - name: main
                outputs: {parameters: [{name: file, valueFrom: {path: /tmp/x, default: d}}]}
                container: {image: busybox}
            """).Run();
        Assert.Equal("d", lab.Node("wf").Outputs.Children("parameters").Single().Text("value"));
    }

    [Fact]
    public void Conditions_skip_steps_and_say_so()
    {
        var lab = Lab("main", """

              - name: main
                steps:
                - [{name: a, template: work, arguments: {parameters: [{name: x, value: heads}]}}]
                - - {name: heads, template: work, when: "{{steps.a.outputs.result}} == heads"}
                  - {name: tails, template: work, when: "{{steps.a.outputs.result}} == tails"}
                  - {name: expr, template: work, when: "{{=steps.a.outputs.result == 'heads'}}"}
            """).Run();
        Assert.Equal(("Succeeded", "3/3"), (lab.Phase, lab.Progress));
        var skipped = lab.Node("tails");
        Assert.Equal(("Skipped", WorkflowNodePhase.Skipped, "when 'heads == tails' evaluated false"), (skipped.Type, skipped.Phase, skipped.Message));
        Assert.Equal(WorkflowNodePhase.Succeeded, lab.Node("expr").Phase);
    }

    [Fact]
    public void A_condition_that_is_none_is_an_error_of_its_group()
    {
        var lab = Lab("main", """

              - name: main
                steps: [[{name: a, template: work, when: "not a condition"}]]
            """).Run();
        Assert.Equal("Failed", lab.Phase);
        Assert.StartsWith("Invalid 'when' expression 'not a condition'", lab.Message);
    }

    [Fact]
    public void Outputs_of_a_skipped_step_are_absent_and_defaults_stand_in()
    {
        var lab = Lab("main", """

              - name: main
                steps:
                - [{name: a, template: produce, when: "false"}]
                - - {name: takesDefault, template: work, arguments: {parameters: [{name: x, value: "{{steps.a.outputs.parameters.p}}"}]}}
                  - {name: coalesces, template: work, arguments: {parameters: [{name: x, value: "{{=steps.a.outputs.parameters.p ?? 'else'}}"}]}}
                - [{name: reads, template: work, arguments: {parameters: [{name: x, value: "{{steps.takesDefault.outputs.result}}/{{steps.coalesces.outputs.result}}"}]}}]
                - [{name: end, template: work, when: "'{{steps.reads.outputs.result}}' != x"}]
              - name: produce
                outputs: {parameters: [{name: p, valueFrom: {path: /p}}]}
                container: {image: busybox}
            """).Run();
        Assert.Equal(("Succeeded", ""), (lab.Phase, lab.Message));
        Assert.Equal("none/else", lab.Node("reads").Outputs.Text("result"));
    }

    [Fact]
    public void A_pod_that_is_deleted_while_it_runs_is_an_error()
    {
        var lab = new WorkflowLab("{entrypoint: main, templates: [{name: main, container: {image: busybox}, metadata: {annotations: {embedded.idpbuilder.io/duration: 1h}}}]}").Run();
        lab.DeletePod("wf");
        lab.Run();
        Assert.Equal(("Error", "pod deleted"), (lab.Phase, lab.Message));
    }

    [Fact]
    public void A_pod_that_the_cluster_refuses_is_an_error_with_its_message()
    {
        var lab = new WorkflowLab("{entrypoint: main, templates: [{name: main, container: {image: busybox}}]}");
        lab.Refused["wf"] = "pods \"wf\" is forbidden";
        lab.Run();
        Assert.Equal(("Error", "error in entry template execution: pods \"wf\" is forbidden"), (lab.Phase, lab.Message));
    }

    internal static WorkflowLab Lab(string entrypoint, string templates) =>
        new($"entrypoint: {entrypoint}\ntemplates:{Outdent(templates)}{Outdent(Leaves)}");

    internal static string Id(string node) => WorkflowNames.NodeId("wf", node);

    private static string Outdent(string templates) =>
        string.Join('\n', templates.Split('\n').Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line));
}
