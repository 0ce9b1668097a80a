using System.Globalization;
using IdpBuilder.Embedded.Actors.Scheduling;
using IdpBuilder.Embedded.Actors.Workflows.Cron;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class CronTests
{
    [Theory]
    [InlineData("* * * * *", "2026-01-01T00:00:30Z", "2026-01-01T00:01:00Z")]
    [InlineData("*/15 * * * *", "2026-01-01T00:15:00Z", "2026-01-01T00:30:00Z")]
    [InlineData("0 3 * * *", "2026-01-01T03:00:00Z", "2026-01-02T03:00:00Z")]
    [InlineData("30 4 1,15 * *", "2026-01-02T00:00:00Z", "2026-01-15T04:30:00Z")]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 12 * * MON-FRI", "2026-01-02T13:00:00Z", "2026-01-05T12:00:00Z")]
    [InlineData("0 0 13 * 5", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")]
    [InlineData("0 0 * * 7", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z")]
    [InlineData("@hourly", "2026-01-01T00:59:59Z", "2026-01-01T01:00:00Z")]
    [InlineData("@every 90s", "2026-01-01T00:00:00Z", "2026-01-01T00:01:30Z")]
    [InlineData("TZ=Europe/Berlin 0 12 * * *", "2026-07-01T00:00:00Z", "2026-07-01T10:00:00Z")]
    public void Schedules_are_due_when_cron_says(string schedule, string after, string next) =>
        Assert.Equal(Time(next), CronSchedule.Parse(schedule).Next(Time(after)));

    [Theory]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("a * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("@sometimes")]
    [InlineData("TZ=Nowhere/Land * * * * *")]
    public void What_is_no_schedule_is_refused(string schedule) => Assert.Throws<FormatException>(() => CronSchedule.Parse(schedule));

    [Fact]
    public void A_schedule_that_never_comes_has_no_next_time() => Assert.Null(CronSchedule.Parse("0 0 31 2 *").Next(Time("2026-01-01T00:00:00Z")));

    [Fact]
    public void A_run_is_named_by_the_time_it_was_due()
    {
        var result = Operate("{schedule: '0 * * * *', workflowSpec: {entrypoint: main}}", "2026-01-01T02:10:00Z");
        Assert.Equal("cron-1767232800", result.Start!.Name);
        Assert.Equal("2026-01-01T02:00:00Z", result.Start.Annotation(ArgoWorkflowLabels.ScheduledTime));
        Assert.Equal("cron", result.Start.Label(ArgoWorkflowLabels.CronWorkflow));
        Assert.Equal("main", result.Start.Spec.Text("entrypoint"));
        Assert.Equal("2026-01-01T02:00:00Z", result.Cron.Status.Text("lastScheduledTime"));
        Assert.Equal(Time("2026-01-01T03:00:00Z"), result.Next);
    }

    [Theory]
    [InlineData("Allow", true, 0)]
    [InlineData("Forbid", false, 0)]
    [InlineData("Replace", true, 1)]
    public void The_policy_decides_what_becomes_of_a_run_that_is_active(string policy, bool starts, int terminates)
    {
        var result = Operate($"{{schedule: '0 * * * *', concurrencyPolicy: {policy}}}", "2026-01-01T01:00:00Z", Run("old", "Running", "false"));
        Assert.Equal(starts, result.Start is not null);
        Assert.Equal(terminates, result.Terminate.Count);
    }

    [Fact]
    public void A_schedule_that_is_suspended_or_not_due_starts_nothing()
    {
        Assert.Null(Operate("{schedule: '0 * * * *', suspend: true}", "2026-01-01T01:00:00Z").Start);
        Assert.Null(Operate("{schedule: '0 * * * *'}", "2026-01-01T00:59:00Z").Start);
        Assert.Null(Operate("{schedule: '0 * * * *', when: '{{cronworkflow.failed}} > 0'}", "2026-01-01T01:00:00Z").Start);
    }

    [Theory]
    [InlineData("cronworkflow.failed >= 2", "{failed: 2}", true)]
    [InlineData("cronworkflow.failed >= 2", "{failed: 1}", false)]
    [InlineData("cronworkflow.succeeded == 1 && cronworkflow.name == 'cron'", "{succeeded: 1, active: []}", true)]
    [InlineData("cronworkflow.failed >= 2", "{failed: 1, active: [{uid: bad}]}", true)]
    public void A_stop_strategy_ends_the_schedule_for_good(string expression, string status, bool stops)
    {
        var result = OperateAt("{schedule: '0 * * * *', stopStrategy: {expression: \"" + expression + "\"}}", "2026-01-01T01:00:00Z", status, Run("bad", "Failed", "true"));

        Assert.Equal(!stops, result.Start is not null);
        Assert.Equal(!stops, result.Next is not null);
        Assert.Equal(stops ? "Stopped" : "Active", result.Cron.Status.Text("phase"));
        Assert.Equal(stops ? "true" : null, result.Cron.Label("workflows.argoproj.io/cron-workflow-completed"));
    }

    [Fact]
    public void A_stop_strategy_that_cannot_be_evaluated_is_a_condition()
    {
        var result = Operate("{schedule: '0 * * * *', stopStrategy: {expression: 'cronworkflow.failed +'}}", "2026-01-01T01:00:00Z");

        var condition = result.Cron.Status.Children("conditions").Single();
        Assert.Equal(("SpecError", "True"), (condition.Text("type"), condition.Text("status")));
        Assert.Contains("failed to evaluate stop expression", condition.Text("message"));
        Assert.Null(result.Start);
    }

    [Theory]
    [InlineData(30, "2026-01-01T01:00:20Z", true)]
    [InlineData(30, "2026-01-01T01:00:40Z", false)]
    [InlineData(0, "2026-01-01T01:00:00Z", true)]
    public void A_run_that_was_missed_starts_within_its_deadline_only(int deadline, string now, bool starts) =>
        Assert.Equal(starts, Operate($"{{schedule: '0 * * * *', startingDeadlineSeconds: {deadline}}}", now).Start is not null);

    [Fact]
    public void Old_runs_are_forgotten_the_oldest_first()
    {
        var runs = Enumerable.Range(1, 5).Select(number => Run($"r{number}", "Succeeded", "true", $"2026-01-01T00:0{number}:00Z")).ToArray();
        Assert.Equal(["r2", "r1"], Operate("{schedule: '0 * * * *'}", "2026-01-01T00:10:00Z", runs).Delete);
    }

    [Fact]
    public void A_schedule_that_cannot_be_read_is_a_condition()
    {
        var result = Operate("{schedule: 'never'}", "2026-01-01T00:10:00Z");
        var condition = result.Cron.Status.Children("conditions").Single();
        Assert.Equal(("SpecError", "True"), (condition.Text("type"), condition.Text("status")));
        Assert.Null(result.Next);
    }

    private static CronResult Operate(string spec, string now, params Manifest[] runs) => OperateAt(spec, now, "{}", runs);

    private static CronResult OperateAt(string spec, string now, string status, params Manifest[] runs)
    {
        var cron = new Manifest(TestYaml.Parse($"{{apiVersion: argoproj.io/v1alpha1, kind: CronWorkflow, metadata: {{name: cron, namespace: demo, uid: c1, creationTimestamp: '2026-01-01T00:00:00Z'}}, spec: {spec}, status: {status}}}"));
        return CronOperation.Operate(new CronInput(cron, runs, Time(now)));
    }

    private static Manifest Run(string name, string phase, string completed, string finished = "") => new(TestYaml.Parse(
        $"{{kind: Workflow, metadata: {{name: {name}, uid: {name}, labels: {{workflows.argoproj.io/completed: '{completed}'}}}}, status: {{phase: {phase}, finishedAt: '{finished}'}}}}"));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
