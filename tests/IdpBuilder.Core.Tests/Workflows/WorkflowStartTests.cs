using IdpBuilder.Errors;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class WorkflowStartTests
{
    private const string Spec = """
        {
          "entrypoint": "main",
          "arguments": { "parameters": [
            { "name": "size", "enum": ["small", "large"], "value": "small", "description": "how much" },
            { "name": "owner" }
          ] },
          "templates": [{ "name": "main", "inputs": { "parameters": [{ "name": "size" }, { "name": "region", "default": "eu" }] } }]
        }
        """;

    [Fact]
    public void A_template_declares_its_arguments_and_what_only_its_entrypoint_takes()
    {
        var declared = DeclaredParameters.Of(Template("WorkflowTemplate"));
        Assert.Equal(["size:small:False", "owner::True", "region:eu:False"], declared.Select(parameter => $"{parameter.Name}:{parameter.Default}:{parameter.Required}"));
        Assert.Equal(["small", "large"], declared[0].Enum);
    }

    [Fact]
    public void Every_wrong_parameter_is_named_at_once()
    {
        var start = new WorkflowStart("demo", new Dictionary<string, string> { ["size"] = "huge", ["color"] = "red" });
        var failure = Assert.Throws<IdpException>(() => start.From(Template("WorkflowTemplate"), Runs.Now));
        Assert.Equal("WorkflowParametersInvalid", failure.Id);
        Assert.Contains("no parameter 'color' (it declares 'size', 'owner', 'region')", failure.Message);
        Assert.Contains("'size' must be one of 'small', 'large', not 'huge'", failure.Message);
        Assert.Contains("'owner' must be supplied", failure.Message);
    }

    [Theory]
    [InlineData("WorkflowTemplate", """{"name":"tpl"}""", "workflows.argoproj.io/workflow-template")]
    [InlineData("ClusterWorkflowTemplate", """{"name":"tpl","clusterScope":true}""", "workflows.argoproj.io/cluster-workflow-template")]
    public void A_run_refers_to_its_template(string kind, string reference, string label)
    {
        var start = new WorkflowStart("demo", new Dictionary<string, string> { ["owner"] = "me" }) { Labels = new Dictionary<string, string> { ["a"] = "b" } };
        var run = start.From(Template(kind), Runs.Now);
        Assert.Equal(reference, run.Spec!["workflowTemplateRef"]!.ToJsonString());
        Assert.Equal("""[{"name":"owner","value":"me"}]""", run.Spec["arguments"]!["parameters"]!.ToJsonString());
        Assert.Equal(("tpl-", "demo", "tpl", "b"), (run.GenerateName, run.Namespace, run.Label(label), run.Label("a")));
    }

    [Fact]
    public void A_run_of_a_schedule_takes_its_spec_and_says_when_it_was_due()
    {
        var cron = Runs.Parse($$"""{"apiVersion":"argoproj.io/v1alpha1","kind":"CronWorkflow","metadata":{"name":"tpl"},"spec":{"schedule":"* * * * *","workflowSpec":{{Spec}} } }""");
        var run = new WorkflowStart("demo", new Dictionary<string, string> { ["owner"] = "me" }) { Name = "now" }.From(cron, Runs.Now);
        Assert.Equal("main", (string?)run.Spec!["entrypoint"]);
        Assert.Equal(["size=small", "owner=me"], run.Spec["arguments"]!["parameters"]!.AsArray().Select(parameter => $"{parameter!["name"]}={parameter["value"]}"));
        Assert.Equal("2026-01-01T12:00:00Z", run.Annotation("workflows.argoproj.io/scheduled-time"));
        Assert.Equal("now", run.Name);
    }

    [Fact]
    public void Nothing_can_be_started_from_another_kind() =>
        Assert.Equal("WorkflowTemplateInvalid", Assert.Throws<IdpException>(() => new WorkflowStart("demo", new Dictionary<string, string>()).From(Template("ConfigMap"), Runs.Now)).Id);

    private static IdpBuilder.Manifests.Manifest Template(string kind) =>
        Runs.Parse($$"""{"apiVersion":"argoproj.io/v1alpha1","kind":"{{kind}}","metadata":{"name":"tpl","namespace":"demo"},"spec":{{Spec}}}""");
}
