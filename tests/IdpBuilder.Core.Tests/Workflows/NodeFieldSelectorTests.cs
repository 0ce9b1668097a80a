using IdpBuilder.Errors;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class NodeFieldSelectorTests
{
    private static readonly WorkflowNode Node = new()
    {
        Id = "flow-1",
        Name = "flow[0].deploy(0:live)",
        DisplayName = "deploy(0:live)",
        Type = "Pod",
        TemplateName = "deploy",
        TemplateRef = "shared",
        Phase = WorkflowNodePhase.Failed,
        Inputs = [new WorkflowParameter("stage", "live"), new WorkflowParameter("list", @"a,b=c\d")],
    };

    [Theory]
    [InlineData("", true)]
    [InlineData("displayName=deploy(0:live)", true)]
    [InlineData("displayName==deploy(0:live)", true)]
    [InlineData("displayName=deploy", false)]
    [InlineData("displayName!=deploy", true)]
    [InlineData("id=flow-1,phase=Failed", true)]
    [InlineData("id=flow-1,phase!=Failed", false)]
    [InlineData("phase=failed", false)]
    [InlineData("name=flow[0].deploy(0:live)", true)]
    [InlineData("templateName=deploy,,templateRef.name=shared,templateRef.template=deploy", true)]
    [InlineData("templateRef.name=", false)]
    [InlineData("inputs.parameters.stage.value=live", true)]
    [InlineData("inputs.parameters.other.value=", true)]
    [InlineData("inputs.parameters.other.value!=live", true)]
    [InlineData(@"inputs.parameters.list.value=a\,b\=c\\d", true)]
    public void A_node_is_meant_when_all_terms_hold(string selector, bool meant) =>
        Assert.Equal(meant, NodeFieldSelector.Parse(selector).Matches(Node));

    [Theory]
    [InlineData("phase")]
    [InlineData("=Failed")]
    [InlineData("state=Failed")]
    [InlineData("inputs.parameters.value=x")]
    [InlineData("phase=Failed,oops")]
    public void What_is_no_selector_is_refused_with_the_fields_there_are(string selector)
    {
        var refused = Assert.Throws<IdpException>(() => NodeFieldSelector.Parse(selector));

        Assert.Equal("NodeFieldSelectorInvalid", refused.Id);
        Assert.Contains("templateName", refused.Message, StringComparison.Ordinal);
    }
}
