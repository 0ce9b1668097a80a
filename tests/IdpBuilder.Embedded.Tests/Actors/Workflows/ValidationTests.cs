using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class ValidationTests
{
    private const string Work = "{name: work, container: {image: busybox}}";

    [Theory]
    [InlineData("{templates: [" + Work + "]}", "spec.entrypoint is required")]
    [InlineData("{entrypoint: nobody, templates: [" + Work + "]}", "template name 'nobody' undefined")]
    [InlineData("{entrypoint: work, templates: [" + Work + ", " + Work + "]}", "spec.templates[1].name 'work' is not unique")]
    [InlineData("{entrypoint: work, templates: [" + Work + ", {container: {image: x}}]}", "spec.templates[1].name is required")]
    [InlineData("{entrypoint: a, templates: [{name: a}]}", "templates.a template type unspecified. choose one of: container, containerSet, steps, script, resource, dag, suspend, template, template ref")]
    [InlineData("{entrypoint: a, templates: [{name: a, suspend: {}, container: {image: x}}]}", "templates.a multiple template types specified. choose one of: container, containerSet, steps, script, resource, dag, suspend, template, template ref")]
    [InlineData("{entrypoint: a, templates: [{name: a, steps: [[{template: work}]]}, " + Work + "]}", "templates.a.steps[0].name is required")]
    [InlineData("{entrypoint: a, templates: [{name: a, steps: [[{name: s, template: work}], [{name: s, template: work}]]}, " + Work + "]}", "templates.a.steps[1].name 's' is not unique")]
    [InlineData("{entrypoint: a, templates: [{name: a, steps: [[{name: s, template: gone}]]}]}", "templates.a.steps[0].s template name 'gone' undefined")]
    [InlineData("{entrypoint: a, templates: [{name: a, dag: {tasks: [{name: t, template: work, dependencies: [x]}]}}, " + Work + "]}", "templates.a.tasks.t dependency 'x' not defined")]
    [InlineData("{entrypoint: a, templates: [{name: a, dag: {tasks: [{name: t, template: work, dependencies: [u]}, {name: u, template: work, dependencies: [t]}]}}, " + Work + "]}", "templates.a.tasks dependency cycle detected: t->u->t")]
    [InlineData("{entrypoint: a, templates: [{name: a, dag: {tasks: [{name: t, template: work}, {name: u, template: work, depends: t}, {name: v, template: work, dependencies: [t]}]}}, " + Work + "]}", "templates.a cannot use both 'depends' and 'dependencies' in the same DAG template")]
    [InlineData("{entrypoint: a, templates: [{name: a, dag: {tasks: [{name: t, template: work, continueOn: {failed: true}}, {name: u, template: work, depends: t}]}}, " + Work + "]}", "templates.a cannot use 'continueOn' when using 'depends'. Instead use 'dep-task.Failed'/'dep-task.Errored'")]
    [InlineData("{entrypoint: a, templates: [{name: a, dag: {tasks: [{name: 1t, template: work}, {name: u, template: work, depends: 1t}]}}, " + Work + "]}", "templates.a.tasks.1t name cannot begin with a digit when using either 'depends' or 'dependencies'")]
    [InlineData("{entrypoint: a, templates: [{name: a, dag: {tasks: [{name: t, template: work}, {name: u, template: work, depends: t.Nice}]}}, " + Work + "]}", "templates.a.tasks.u task result 'Nice' for task 't' is invalid")]
    [InlineData("{entrypoint: work, arguments: {parameters: [{name: p}]}, templates: [" + Work + "]}", "spec.arguments.p.value or spec.arguments.p.valueFrom is required")]
    [InlineData("{entrypoint: work, arguments: {parameters: [{name: p, value: c, enum: [a, b]}]}, templates: [" + Work + "]}", "spec.arguments.p.value should be present in spec.arguments.p.enum list")]
    [InlineData("{entrypoint: a, templates: [{name: a, inputs: {parameters: [{name: p}]}, container: {image: x}}]}", "templates.a inputs.parameters.p was not supplied")]
    [InlineData("{entrypoint: a, templates: [{name: a, container: {image: x, args: ['{{inputs.parameters.p}}']}}]}", "templates.a: failed to resolve {{inputs.parameters.p}}")]
    [InlineData("{entrypoint: a, templates: [{name: a, container: {}}]}", "templates.a.container.image may not be empty")]
    [InlineData("{entrypoint: a, templates: [{name: a, resource: {action: smash, manifest: x}}]}", "templates.a.resource.action must be one of: get, create, apply, delete, replace, patch")]
    [InlineData("{entrypoint: work, hooks: {running: {template: work}}, templates: [" + Work + "]}", "hooks.running Expression required")]
    [InlineData("{entrypoint: a, templates: [{name: a, steps: [[{name: s, templateRef: {name: lib, template: t}}]]}]}", "templates.a.steps[0].s workflowtemplates.argoproj.io \"lib\" not found")]
    [InlineData("{entrypoint: a, templates: [{name: a, outputs: {parameters: [{name: o, valueFrom: {default: x}}]}, container: {image: x}}]}", "templates.a.outputs.parameters.o.path must be specified for Container templates")]
    public void A_spec_that_Argo_Workflows_refuses_fails_with_its_words(string spec, string message)
    {
        var lab = new WorkflowLab(spec).Run();
        Assert.Equal(("Failed", $"invalid spec: {message}"), (lab.Phase, lab.Message));
        Assert.Equal("True", lab.Workflow.Status.Children("conditions").Single(condition => condition.Text("type") == "SpecError").Text("status"));
        Assert.Empty(lab.CreatedPods);
    }

    [Fact]
    public void A_workflow_template_that_is_not_there_is_an_error()
    {
        var lab = new WorkflowLab("{workflowTemplateRef: {name: gone}}").Run();
        Assert.Equal(("Error", "workflowtemplates.argoproj.io \"gone\" not found"), (lab.Phase, lab.Message));
    }
}
