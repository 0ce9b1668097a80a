using IdpBuilder.Core.Tests.Waiting;
using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;
using IdpBuilder.Waiting;
using IdpBuilder.Workflows;
using static IdpBuilder.Core.Tests.Packages.InstalledApplication;

namespace IdpBuilder.Core.Tests.Workflows;

public sealed class PackageWorkflowsConditionTests
{
    private const string Older = "\"2222222222222222222222222222222222222222\"";

    [Theory]
    [InlineData("status/operationState/phase", "\"Succeeded\"", WaitState.Satisfied)]
    [InlineData("status/operationState/phase", "\"Running\"", WaitState.Waiting)]
    [InlineData("status/operationState/phase", "\"Failed\"", WaitState.Impossible)]
    [InlineData("status/operationState/syncResult/revision", Older, WaitState.Waiting)]
    [InlineData("status/health/status", "\"Degraded\"", WaitState.Satisfied)]
    public void The_work_is_done_when_the_operation_for_the_installed_revision_is(string path, string json, WaitState expected) =>
        Assert.Equal(expected, Judge(Ready().With((path, json))));

    [Fact]
    public void A_set_that_has_made_nothing_yet_has_work_ahead() => Assert.Equal(WaitState.Waiting, Judge(Set("{}")));

    [Theory]
    [InlineData("\"" + Commit + "\"", WaitState.Satisfied)]
    [InlineData(Older, WaitState.Waiting)]
    public void What_a_set_made_has_worked_when_it_has_for_the_revision_of_the_set(string synced, WaitState expected)
    {
        var made = Ready("made").With(
            ("metadata/labels", ""), ("metadata/annotations", ""), ("status/operationState/syncResult/revision", synced),
            ("metadata/ownerReferences", """[{"apiVersion":"argoproj.io/v1alpha1","kind":"ApplicationSet","name":"set"}]"""));

        Assert.Equal(expected, Judge(Set("""{"conditions":[{"type":"ResourcesUpToDate","status":"True"}]}"""), made));
    }

    [Theory]
    [InlineData(OperationPhase.Succeeded, WaitState.Satisfied)]
    [InlineData(OperationPhase.Running, WaitState.Waiting)]
    [InlineData(OperationPhase.Failed, WaitState.Impossible)]
    [InlineData(OperationPhase.Error, WaitState.Impossible)]
    public void The_record_of_a_package_applied_directly_tells_how_far_its_work_is(OperationPhase second, WaitState expected)
    {
        var operations = new[] { OperationPhase.Succeeded, second }.Select((phase, index) => new DirectOperation($"app{index}", "demo", "r", default, phase, "why", [], [], []));

        Assert.Equal(expected, Judge(new DirectRecord("shop", "/shop", "i", [], [.. operations]).ToManifest()));
    }

    [Fact]
    public void A_package_that_is_gone_has_no_work_to_wait_for() => Assert.Equal(WaitState.Impossible, Judge());

    private static Manifest Set(string status) => Ready("set").With(("kind", "\"ApplicationSet\""), ("status", status));

    private static WaitState Judge(params Manifest[] objects) =>
        new PackageWorkflowsCondition("shop", string.Empty, TimeProvider.System).Evaluate(Observed.Containing(objects)).State;
}
