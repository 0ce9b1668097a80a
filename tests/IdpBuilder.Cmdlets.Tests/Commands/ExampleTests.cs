using IdpBuilder.Tests.Hosting;

namespace IdpBuilder.Tests.Commands;

public sealed class ExampleTests
{
    // The one on Docker is run by tests/docker, where there is an engine.
    public static TheoryData<string> Scripts =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("examples"), "*.ps1", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Where(script => !script.Contains("docker", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void An_example_runs_to_its_end(string script)
    {
        var run = HostRun.Of(string.Empty, Repository.PathOf(script.Split('/')));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Fact]
    public void The_quickstart_shows_plan_packages_hooks_and_resources()
    {
        var run = HostRun.Of(string.Empty, Repository.PathOf("examples", "01-quickstart", "quickstart.ps1"));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"PreSync +0 +Job +shop +migrate-schema", run.Output);
        Assert.Matches(@"shop +Synced +Healthy +Succeeded", run.Output);
        Assert.Matches(@"smoke-test +Workflow +PostSync +Succeeded", run.Output);
        Assert.DoesNotContain("only-for-rehearsals", run.Output);
    }

    [Fact]
    public void The_hooks_example_tells_why_the_failing_run_failed()
    {
        var run = HostRun.Of(string.Empty, Repository.PathOf("examples", "03-hooks", "hooks.ps1"));

        Assert.Contains("seed", run.Output);
        Assert.Matches(@"roll-back +Job +SyncFail +Succeeded", run.Output);
        Assert.DoesNotMatch(@"failing +announce", run.Output);
    }

    [Fact]
    public void The_workflows_example_draws_the_failed_run_and_tells_the_line_that_explains_it()
    {
        var run = HostRun.Of(string.Empty, Repository.PathOf("examples", "05-workflows", "workflows.ps1"));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"did not succeed: .*node 'check' .*exit code 3", run.Output);
        Assert.Matches(@"├─ ✖ check +check +import-\S+-check-\d+", run.Output);
        Assert.Contains("check: line 7: broken", run.Output);
        Assert.Matches(@"import +import-\S+ +Workflow +Succeeded +3/3", run.Output);
        Assert.Matches(@"\| ✅ \| Package import \| \S+ \S+Z \| \d+ s \|", run.Output);
        Assert.Matches(@"- \*\*Workflow import-\S+ › check\*\*|section ✔ import", run.Output);
    }
}
