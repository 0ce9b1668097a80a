using IdpBuilder.Embedded.Actors.Workloads;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Workloads;

public sealed class JobTests : IAsyncDisposable
{
    private readonly PlayedCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("", "", "Complete/CompletionsReached", 1, 0)]
    [InlineData("completions: 5, parallelism: 2,", "", "Complete/CompletionsReached", 5, 0)]
    [InlineData("completions: 3, parallelism: 3, completionMode: Indexed,", "", "Complete/CompletionsReached", 3, 0)]
    [InlineData("backoffLimit: 0,", "embedded.idpbuilder.io/exit-code: '1'", "Failed/BackoffLimitExceeded", 0, 1)]
    [InlineData("backoffLimit: 2,", "embedded.idpbuilder.io/exit-code: '1'", "Failed/BackoffLimitExceeded", 0, 3)]
    [InlineData("activeDeadlineSeconds: 60,", "embedded.idpbuilder.io/duration: 1h", "Failed/DeadlineExceeded", 0, 0)]
    [InlineData(
        "backoffLimit: 6, podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [42]}}]},",
        "embedded.idpbuilder.io/exit-code: '42'", "Failed/PodFailurePolicy", 0, 1)]
    public async Task A_job_ends_as_its_pods_do(string fields, string annotation, string end, int succeeded, int failed)
    {
        await _cluster.CreateAsync(Job("j", "Never", fields, annotation));
        await _cluster.SettleAsync();

        var job = await _cluster.GetAsync(WorkloadKinds.Job, "j");
        Assert.Equal(end, EndOf(job));
        Assert.Equal(succeeded, Count(job, "succeeded"));
        Assert.Equal(failed, Count(job, "failed"));
        Assert.Equal(0, Count(job, "active"));
        Assert.Equal(end.StartsWith("Complete", StringComparison.Ordinal), job.Status!["completionTime"] is not null);
        Assert.All(await _cluster.ListAsync(WorkloadKinds.Pod, labels: "batch.kubernetes.io/job-name=j"), pod => Assert.False(PodStates.IsActive(pod)));
    }

    [Fact]
    public async Task A_job_that_restarts_in_place_gives_up_at_its_limit()
    {
        await _cluster.CreateAsync(Job("j", "OnFailure", "backoffLimit: 3,", "embedded.idpbuilder.io/exit-code: '1'"));
        await _cluster.SettleAsync();

        Assert.Equal("Failed/BackoffLimitExceeded", EndOf(await _cluster.GetAsync(WorkloadKinds.Job, "j")));
    }

    [Fact]
    public async Task A_job_that_restarts_in_place_may_succeed_in_the_end()
    {
        await _cluster.CreateAsync(Job("j", "OnFailure", "backoffLimit: 3,", "embedded.idpbuilder.io/exit-code: '1,1,0'"));
        await _cluster.SettleAsync();

        Assert.Equal("Complete/CompletionsReached", EndOf(await _cluster.GetAsync(WorkloadKinds.Job, "j")));
    }

    [Fact]
    public async Task Failed_pods_are_replaced_after_longer_and_longer_waits()
    {
        await _cluster.CreateAsync(Job("j", "Never", "backoffLimit: 2,", "embedded.idpbuilder.io/exit-code: '1'"));
        await _cluster.SettleAsync();

        var made = (await _cluster.ListAsync(WorkloadKinds.Pod)).Select(pod => DateTimeOffset.Parse(pod.Metadata!["creationTimestamp"]!.ToString())).Order().ToList();
        Assert.Equal(3, made.Count);
        Assert.InRange((made[1] - made[0]).TotalSeconds, 10, 13);
        Assert.InRange((made[2] - made[1]).TotalSeconds, 20, 23);
    }

    [Fact]
    public async Task A_suspended_job_has_no_pods_until_it_is_resumed()
    {
        await _cluster.CreateAsync(Job("j", "Never", "suspend: true,", string.Empty));
        await _cluster.SettleAsync();
        Assert.Empty(await _cluster.ListAsync(WorkloadKinds.Pod));
        Assert.True(Conditions.IsTrue((await _cluster.GetAsync(WorkloadKinds.Job, "j")).Status, "Suspended"));

        await _cluster.ChangeAsync(WorkloadKinds.Job, "j", json => json["spec"]!["suspend"] = false);
        await _cluster.SettleAsync();

        Assert.Equal("Complete/CompletionsReached", EndOf(await _cluster.GetAsync(WorkloadKinds.Job, "j")));
    }

    [Fact]
    public async Task A_finished_job_is_not_hurried_away()
    {
        await _cluster.CreateAsync(Job("j", "Never", "ttlSecondsAfterFinished: 3600,", string.Empty));
        await _cluster.SettleAsync();
        Assert.NotNull(await _cluster.FindAsync(WorkloadKinds.Job, "j"));

        await _cluster.CreateAsync(Job("long", "Never", string.Empty, "embedded.idpbuilder.io/duration: 2h"));
        await _cluster.SettleAsync();

        Assert.Null(await _cluster.FindAsync(WorkloadKinds.Job, "j"));
    }

    [Fact]
    public async Task A_schedule_waits_for_time_but_does_not_make_it_pass()
    {
        await _cluster.CreateAsync("""
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: c}
            spec:
              schedule: "*/10 * * * *"
              jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: a}]} } } }
            """);
        await _cluster.SettleAsync();
        Assert.Empty(await _cluster.ListAsync(WorkloadKinds.Job));

        await _cluster.CreateAsync(Job("long", "Never", string.Empty, "embedded.idpbuilder.io/duration: 21m"));
        await _cluster.SettleAsync();

        var runs = (await _cluster.ListAsync(WorkloadKinds.Job)).Where(job => job.Name != "long").ToList();

        // The cluster's time begins at any time: 21 minutes hold two or three times that the schedule names.
        Assert.InRange(runs.Count, 2, 3);
        Assert.All(runs, run => Assert.Equal("Complete/CompletionsReached", EndOf(run)));
        Assert.All(runs, run => Assert.Equal(0, long.Parse(run.Name[2..]) % 10));
    }

    private static string Job(string name, string policy, string fields, string annotation) => $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: {name: {{name}} }
        spec: { {{fields}} template: {metadata: {annotations: { {{(annotation.Length == 0 ? "a: b" : annotation)}} } }, spec: {restartPolicy: {{policy}}, containers: [{name: main, image: a}]} } }
        """;

    private static string EndOf(Manifest job)
    {
        var last = new[] { "Complete", "Failed" }.FirstOrDefault(type => Conditions.IsTrue(job.Status, type));
        return last is null ? "none" : $"{last}/{Conditions.Find(job.Status, last)!["reason"]}";
    }

    private static long Count(Manifest job, string field) => job.Status?[field]?.AsValue().GetValue<long>() ?? 0;
}
