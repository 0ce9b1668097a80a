using IdpBuilder.Embedded.Actors.Workflows.Variables;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class TagReplacementTests
{
    private static readonly VariableSet Variables = new()
    {
        ["inputs.parameters.a"] = "1",
        ["inputs.parameters.name"] = "a",
        ["tasks.skipped.outputs.parameters.p"] = null,
    };

    [Theory]
    [InlineData("x {{inputs.parameters.a}} y", "x 1 y")]
    [InlineData("{{ inputs.parameters.a }}", "1")]
    [InlineData("{{inputs.parameters.{{inputs.parameters.name}}}}", "{{inputs.parameters.a}}")]
    [InlineData("{{unknown}} {{inputs.parameters.a}}", "{{unknown}} 1")]
    [InlineData("{{=asInt(inputs.parameters.a) + 1}}", "2")]
    [InlineData("{{=inputs.parameters.a == '1'}}", "true")]
    [InlineData("{{=toJson([1])}}", "[1]")]
    [InlineData("{{=item}}", "{{=item}}")]
    [InlineData("{{= tasks.skipped.outputs.parameters.p ?? 'x'}}", "x")]
    [InlineData("{{=lastRetry.exitCode == '1' ? 'a' : 'b'}}", "{{=lastRetry.exitCode == '1' ? 'a' : 'b'}}")]
    [InlineData("no tags {", "no tags {")]
    [InlineData("open {{tag", "open {{tag")]
    public void Tags_that_are_known_are_replaced_and_others_stay(string text, string expected) =>
        Assert.Equal(expected, new TagReplacement(Variables, Strictness.Lenient).In(text));

    [Theory]
    [InlineData("{{tasks.later.outputs.result}}", true)]
    [InlineData("{{steps.later.status}}", true)]
    [InlineData("{{=tasks.later.outputs.result}}", true)]
    [InlineData("{{tasks.skipped.outputs.parameters.p}}", false)]
    [InlineData("{{=nobody(1)}}", false)]
    [InlineData("{{=1 +}}", false)]
    public void Outputs_that_are_missing_are_errors_or_come_later(string text, bool comesLater)
    {
        var replacement = new TagReplacement(Variables, Strictness.OutputsMustBeKnown);
        Assert.Equal(comesLater, Assert.Throws<TemplateFailedException>(() => replacement.In(text)).ComesLater);
    }

    [Fact]
    public void Artifacts_may_be_missing() =>
        Assert.Equal(
            "{{tasks.a.outputs.artifacts.b}}",
            new TagReplacement(Variables, Strictness.OutputsMustBeKnown).In("{{tasks.a.outputs.artifacts.b}}"));
}
