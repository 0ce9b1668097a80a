using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class HookAndTemplateTests
{
    [Theory]
    [InlineData("work", "work", "Succeeded", "")]
    [InlineData("fail", "work", "Failed", "main: Error (exit code 3)")]
    [InlineData("work", "fail", "Failed", "main: Error (exit code 3)")]
    public void The_exit_handler_runs_at_the_end_and_may_fail_the_workflow(string main, string exit, string phase, string message)
    {
        var lab = StepsTests.Lab(main, "").Change(workflow => workflow.Spec!["onExit"] = exit).Run();
        Assert.Equal((phase, message), (lab.Phase, lab.Message));
        Assert.True(lab.Node("wf.onExit").Hooked);
        Assert.Equal(string.Empty, lab.Node("wf.onExit").BoundaryId);
    }

    [Fact]
    public void The_exit_handler_knows_what_became_of_the_workflow()
    {
        var lab = StepsTests.Lab("fail", """

              - name: bye
                steps:
                - [{name: a, template: work, arguments: {parameters: [{name: x, value: "{{workflow.status}} {{workflow.failures}}"}]}}]
                - [{name: b, template: work, when: "'{{steps.a.outputs.result}}' != ''"}]
            """).Change(workflow => workflow.Spec!["onExit"] = "bye").Run();
        var said = lab.Node("a").Outputs.Text("result");
        Assert.StartsWith("Failed \"[{", said);
        Assert.Contains("exit code 3", said);
    }

    [Fact]
    public void Steps_have_exit_handlers_that_see_their_outputs()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                steps:
                - - name: a
                    template: work
                    arguments: {parameters: [{name: x, value: hello}]}
                    hooks:
                      exit: {template: work, arguments: {parameters: [{name: x, value: "{{steps.a.outputs.result}} {{steps.a.status}}"}]}}
                      running: {template: work, expression: "steps['a'].status == 'Running'"}
                - [{name: b, template: work}]
            """).Run();
        Assert.Equal("Succeeded", lab.Phase);
        var exit = lab.Node("a.onExit");
        Assert.Equal("hello Succeeded", exit.Inputs.Children("parameters").Single().Text("value"));
        Assert.Equal("wf", exit.BoundaryId);
        Assert.Contains(exit.Id, lab.Node("a").Children);
    }

    [Fact]
    public void Tasks_have_hooks_by_condition()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                dag:
                  tasks:
                  - name: A
                    template: fail
                    continueOn: {failed: true}
                    hooks:
                      failed: {template: work, expression: "tasks.A.status == 'Failed'"}
                      succeeded: {template: work, expression: "tasks.A.status == 'Succeeded'"}
                      exit: {template: work}
                  - {name: B, template: work, dependencies: [A]}
            """).Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal(["wf.A.hooks.failed", "wf.A.onExit"], lab.Nodes.Where(node => node.Hooked).Select(node => node.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Templates_of_other_objects_are_found_where_they_are_named()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                steps:
                - [{name: a, templateRef: {name: lib, template: outer}}, {name: b, templateRef: {name: all, template: leaf, clusterScope: true}}]
            """)
            .With("WorkflowTemplate", "lib", "{templates: [{name: outer, steps: [[{name: in, template: inner}]]}, {name: inner, container: {image: busybox}}]}")
            .With("ClusterWorkflowTemplate", "all", "{templates: [{name: leaf, container: {image: busybox}}]}")
            .Run();
        Assert.Equal(("Succeeded", "2/2"), (lab.Phase, lab.Progress));
        Assert.Equal("namespaced/lib", lab.Node("in").Json.Text("templateScope"));
        Assert.Contains(WorkflowNames.PodName("wf", "wf[0].b", "leaf"), lab.CreatedPods.Select(pod => pod.Name));
    }

    [Fact]
    public void Templates_of_other_objects_are_kept_in_the_status_when_they_are_used()
    {
        const string Library = "{templates: [{name: outer, steps: [[{name: wait, template: pause}], [{name: in, template: inner}]]}, {name: pause, suspend: {}}, {name: inner, container: {image: busybox}}]}";
        var lab = StepsTests.Lab("main", """

              - name: main
                steps:
                - [{name: a, templateRef: {name: lib, template: outer}}]
                - [{name: b, templateRef: {name: all, template: leaf, clusterScope: true}}]
            """)
            .With("WorkflowTemplate", "lib", Library)
            .With("ClusterWorkflowTemplate", "all", "{templates: [{name: leaf, container: {image: cluster}}]}")
            .Run();
        Assert.Equal(["namespaced/lib/outer", "namespaced/lib/pause"], Stored(lab));

        Assert.Equal("outer", lab.Workflow.Status.Child("storedTemplates").Child("namespaced/lib/outer").Text("name"));

        lab.Change(workflow => workflow.Status!["nodes"]![lab.Node("wait").Id]!["phase"] = "Succeeded").Run();

        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal(["cluster/all/leaf", "namespaced/lib/inner", "namespaced/lib/outer", "namespaced/lib/pause"], Stored(lab));

        static IEnumerable<string> Stored(WorkflowLab lab) =>
            lab.Workflow.Status.Child("storedTemplates")!.Select(entry => entry.Key).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void A_template_that_is_kept_is_used_though_its_object_has_changed()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                steps:
                - [{name: a, templateRef: {name: lib, template: leaf}}]
                - [{name: pause, template: pause}]
                - [{name: b, templateRef: {name: lib, template: leaf}}]
              - {name: pause, suspend: {}}
            """)
            .With("WorkflowTemplate", "lib", "{templates: [{name: leaf, container: {image: first}}]}")
            .Run();

        lab.With("WorkflowTemplate", "lib", "{templates: [{name: leaf, container: {image: second}}]}")
            .Change(workflow => workflow.Status!["nodes"]![lab.Node("pause").Id]!["phase"] = "Succeeded")
            .Run();

        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal(["first", "first"], lab.CreatedPods.Select(pod => pod.Spec.Children("containers").First().Text("image")));
    }

    [Fact]
    public void A_workflow_runs_by_the_template_it_refers_to_with_its_own_arguments()
    {
        var lab = new WorkflowLab("{workflowTemplateRef: {name: tpl}, arguments: {parameters: [{name: who, value: me}]}}")
            .With("WorkflowTemplate", "tpl", """
                entrypoint: main
                arguments: {parameters: [{name: who, value: nobody}, {name: what, value: thing}]}
                templates:
                - name: main
                  inputs: {parameters: [{name: x, value: "{{workflow.parameters.who}} {{workflow.parameters.what}}"}]}
                  container: {image: busybox}
                """)
            .Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal("me thing", lab.Node("wf").Inputs.Children("parameters").Single().Text("value"));
        Assert.Equal("tpl", lab.Workflow.Label(ArgoWorkflowLabels.WorkflowTemplate));
        Assert.Equal("main", lab.Workflow.Status.Child("storedWorkflowTemplateSpec").Text("entrypoint"));
    }

    [Fact]
    public void Defaults_fill_templates_up()
    {
        var lab = new WorkflowLab("""
            entrypoint: main
            templateDefaults: {container: {image: fallback}, retryStrategy: {limit: 1}, steps: [[]]}
            templates:
            - {name: main, container: {command: [x]}}
            """).Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal("fallback", lab.CreatedPods.Single().Spec.Children("containers").First().Text("image"));
        Assert.Equal("Retry", lab.Node("wf").Type);
    }

    [Fact]
    public void Parameters_come_from_config_maps_too()
    {
        var lab = new WorkflowLab("""
            entrypoint: main
            arguments: {parameters: [{name: a, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}]}
            templates:
            - {name: main, inputs: {parameters: [{name: x, value: "{{workflow.parameters.a}}"}]}, container: {image: busybox}}
            """).With("ConfigMap", "settings", "{colour: red}").Run();
        Assert.Equal("red", lab.Node("wf").Inputs.Children("parameters").Single().Text("value"));
    }

    [Fact]
    public void What_is_ignored_is_said_to_be()
    {
        var lab = new WorkflowLab("{entrypoint: main, templates: [{name: main, container: {image: busybox}, outputs: {artifacts: [{name: a, path: /a}]}}]}").Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.Contains("artifacts", lab.Workflow.Status.Children("conditions").Single(condition => condition.Text("type") == "SpecWarning").Text("message"));
    }
}
