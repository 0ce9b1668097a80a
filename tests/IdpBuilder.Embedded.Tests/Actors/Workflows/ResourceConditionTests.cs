using IdpBuilder.Embedded.Actors.Workflows.Leaves;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class ResourceConditionTests
{
    private static readonly Manifest Job = new(TestYaml.Parse("""
        {kind: Job, metadata: {name: j}, status: {succeeded: 1, active: 0, phase: Running, conditions: [{type: Complete, status: "True"}]}}
        """));

    [Theory]
    [InlineData("", true)]
    [InlineData("status.succeeded > 0", true)]
    [InlineData("status.succeeded > 1", false)]
    [InlineData("status.phase == Running", true)]
    [InlineData("status.phase = Running, status.succeeded > 0", true)]
    [InlineData("status.phase in (Succeeded, Running)", true)]
    [InlineData("status.phase notin (Succeeded, Failed)", true)]
    [InlineData("status.phase != Running", false)]
    [InlineData("status.failed > 0", false)]
    [InlineData("status.conditions.0.type == Complete", true)]
    [InlineData("status.succeeded", true)]
    [InlineData("!status.failed", true)]
    public void Success_is_decided_over_the_fields_of_the_object(string condition, bool decided) =>
        Assert.Equal(decided, Of(success: condition).AreDecided(Job));

    [Fact]
    public void A_failure_condition_that_holds_ends_it() =>
        Assert.Equal(
            "failure condition 'status.succeeded > 0' evaluated true",
            Assert.Throws<TemplateFailedException>(() => Of(failure: "status.succeeded > 0").AreDecided(Job)).Message);

    [Theory]
    [InlineData("status.succeeded > many")]
    [InlineData("a b c")]
    public void Conditions_that_are_none_are_refused(string condition) =>
        Assert.StartsWith("success condition", Assert.Throws<TemplateFailedException>(() => Of(success: condition)).Message);

    private static ResourceConditions Of(string success = "", string failure = "") => ResourceConditions.Of(
        new() { ["resource"] = new System.Text.Json.Nodes.JsonObject { ["successCondition"] = success, ["failureCondition"] = failure } });
}
