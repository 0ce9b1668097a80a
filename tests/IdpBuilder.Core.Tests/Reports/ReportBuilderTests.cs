using System.Globalization;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;
using IdpBuilder.Reports;
using IdpBuilder.Sync;
using IdpBuilder.Tests.Workflows;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Reports;

public sealed class ReportBuilderTests
{
    private const string Application = """
        {
          "apiVersion": "argoproj.io/v1alpha1", "kind": "Application",
          "metadata": { "name": "shop", "namespace": "argocd" },
          "spec": { "destination": { "server": "https://kubernetes.default.svc", "namespace": "demo" } },
          "status": {
            "resources": [{ "group": "apps", "kind": "Deployment", "namespace": "demo", "name": "web", "version": "v1", "syncWave": 2 }],
            "operationState": {
              "phase": "Failed", "message": "one or more tasks failed", "startedAt": "2026-03-01T10:00:00Z", "finishedAt": "2026-03-01T10:01:00Z",
              "syncResult": { "resources": [
                { "group": "", "version": "v1", "kind": "Namespace", "namespace": "", "name": "demo", "status": "Synced", "syncPhase": "PreSync", "hookPhase": "Running" },
                { "group": "batch", "version": "v1", "kind": "Job", "namespace": "demo", "name": "migrate", "status": "Synced", "syncPhase": "PreSync", "hookType": "PreSync", "hookPhase": "Succeeded" },
                { "group": "batch", "version": "v1", "kind": "Job", "namespace": "demo", "name": "gone", "status": "Synced", "syncPhase": "PreSync", "hookType": "PreSync", "hookPhase": "Succeeded" },
                { "group": "", "version": "v1", "kind": "ConfigMap", "namespace": "demo", "name": "settings", "status": "Synced", "syncPhase": "Sync", "hookPhase": "Running" },
                { "group": "apps", "version": "v1", "kind": "Deployment", "namespace": "demo", "name": "web", "status": "Synced", "syncPhase": "Sync", "hookPhase": "Running" },
                { "group": "argoproj.io", "version": "v1alpha1", "kind": "Workflow", "namespace": "demo", "name": "loop", "status": "Synced", "syncPhase": "Sync", "hookType": "Sync", "hookPhase": "Failed", "message": "child failed" }
              ] }
            }
          }
        }
        """;

    [Fact]
    public void Phases_hold_waves_and_waves_hold_hooks_with_their_nodes()
    {
        var package = Build(Application, Job("migrate", 5, 20), Deployment(31, 45), ConfigMap(30)).Spans.Single();

        Assert.Equal(ReportOutcome.Failed, package.Outcome);
        Assert.Equal(["PreSync", "Sync"], package.Children.Select(phase => phase.Name));
        Assert.Equal(["wave 0", "wave 2"], package.Children[1].Children.Where(span => span.Kind == ReportSpanKind.Wave).Select(span => span.Name));
        Assert.Equal(TimeSpan.FromSeconds(14), Find(package, "web").Duration);
        Assert.Equal((Spans.At(30), Spans.At(30)), (Find(package, "settings").StartedAt, Find(package, "settings").FinishedAt));
        Assert.Equal(TimeSpan.FromSeconds(15), Find(package, "migrate").Duration);
    }

    [Fact]
    public void What_nobody_recorded_has_no_time()
    {
        var package = Build(Application, Job("migrate", 5, 20)).Spans.Single();

        Assert.Equal((null, null, ReportOutcome.Succeeded), (Find(package, "gone").StartedAt, Find(package, "gone").FinishedAt, Find(package, "gone").Outcome));
        Assert.Equal((null, null), (Find(package, "web").StartedAt, Find(package, "web").FinishedAt));
    }

    [Fact]
    public void Objects_that_were_there_before_or_belong_to_others_lend_no_times()
    {
        var strange = Deployment(31, 45);
        strange.Metadata!["annotations"]!["argocd.argoproj.io/tracking-id"] = "other:apps/Deployment:demo/web";
        var package = Build(Application, strange, ConfigMap(-500), Job("migrate", -500, -400)).Spans.Single();

        Assert.All(package.SelfAndDescendants().Where(span => span.Kind is ReportSpanKind.Hook or ReportSpanKind.Resource), span => Assert.Null(span.StartedAt));
    }

    [Fact]
    public void Objects_in_another_cluster_lend_no_times() =>
        Assert.Null(Find(Build(Application.Replace("https://kubernetes.default.svc", "https://elsewhere", StringComparison.Ordinal), Deployment(31, 45)).Spans.Single(), "web").StartedAt);

    [Fact]
    public void A_failure_is_the_node_it_began_in_and_only_the_last_attempt_counts()
    {
        var report = Build(Application, Workflow());

        var failure = Assert.Single(report.Failures);
        Assert.EndsWith("Workflow loop › try(1:b) › try(1:b)(1)", failure.Where);
        Assert.Equal(("shop", "main: Error (exit code 4)"), (failure.Package, failure.Message));
    }

    [Fact]
    public void A_failure_without_a_failed_part_is_the_whole_with_its_message()
    {
        var report = Build("""{ "kind": "Application", "metadata": { "name": "shop" }, "status": { "operationState": { "phase": "Error", "message": "no such repository", "startedAt": "2026-03-01T10:00:00Z" } } }""");
        Assert.Equal(("shop", "cannot become ready"), (report.Failures.Single().Where, report.Failures.Single().Message));
    }

    [Fact]
    public void An_operation_that_is_to_be_tried_again_has_not_ended()
    {
        var span = Build(Application.Replace("\"phase\": \"Failed\"", "\"phase\": \"Running\"", StringComparison.Ordinal)).Spans.Single();
        Assert.Null(span.FinishedAt);
    }

    [Fact]
    public void Workflows_of_no_package_stand_beside_with_their_nodes_but_without_what_they_carry()
    {
        var run = WorkflowEngines.Read(Runs.FailedLoop(), [], Runs.Now)!;
        var report = ReportBuilder.Build(new ReportFacts("demo", Runs.Now) { Workflows = [run] });
        var span = Assert.Single(report.Spans);

        Assert.Equal(["Workflow loop", "try(0:a)", "try(1:b)", "try(1:b)(0)", "try(1:b)(1)", "loop.onExit"], report.AllSpans().Select(each => each.Title));
        Assert.Equal(TimeSpan.FromSeconds(30), span.Duration);
        Assert.DoesNotContain("fine", report.ToHtml() + report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_slowest_work_comes_first_and_frames_are_no_work()
    {
        var report = Spans.Report(Spans.Of(
            ReportSpanKind.Package, "shop", 0, 90, ReportOutcome.Succeeded,
            Spans.Of(ReportSpanKind.Hook, "short", 0, 10), Spans.Of(ReportSpanKind.Hook, "long", 10, 90), Spans.Of(ReportSpanKind.Resource, "moment", 5, 5)));

        Assert.Equal(["long", "short"], report.Slowest.Select(span => span.Name));
        Assert.Equal((Spans.At(0), Spans.At(90)), (report.StartedAt, report.FinishedAt));
    }

    [Fact]
    public void What_was_tried_several_times_is_one_piece_of_work_with_the_pauses_between()
    {
        var report = Spans.Report(Spans.Of(
            ReportSpanKind.Hook, "migrate", 0, 60, ReportOutcome.Succeeded,
            Spans.Of(ReportSpanKind.Attempt, "first", 0, 5, ReportOutcome.Failed), Spans.Of(ReportSpanKind.Attempt, "second", 50, 60)));

        Assert.Equal(["migrate"], report.Slowest.Select(span => span.Name));
        Assert.Empty(report.Failures);
    }

    [Fact]
    public void Times_of_a_record_come_before_those_of_the_object_and_nothing_ends_before_it_begins()
    {
        var result = new SyncResult(new ResourceKey("", "ConfigMap", "demo", "settings"), "v1", SyncPhase.Sync, SyncResultCode.Synced, OperationPhase.Running, string.Empty, false, [])
        {
            StartedAt = Spans.At(30.4),
        };
        var operation = new ReportOperation("shop", Spans.At(30.1), Spans.At(31), ReportOutcome.Succeeded, string.Empty, [result]);
        var facts = new ReportFacts("demo", Spans.At(600)) { Packages = [new ReportPackage("shop", ReportOutcome.Succeeded, string.Empty, [operation])], Objects = new[] { ConfigMap(30) }.ToDictionary(each => each.Key) };

        var settings = Find(ReportBuilder.Build(facts).Spans.Single(), "settings");
        Assert.Equal((Spans.At(30.4), TimeSpan.Zero), (settings.StartedAt, settings.Duration));
    }

    [Fact]
    public void An_ordinary_Job_that_failed_says_what_its_Pod_says()
    {
        var job = Runs.Parse($$"""
            { "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": "seed", "namespace": "demo", "uid": "u", "creationTimestamp": "{{Time(1)}}" },
              "status": { "startTime": "{{Time(1)}}", "conditions": [{ "type": "Failed", "status": "True", "message": "backoff limit", "lastTransitionTime": "{{Time(9)}}" }] } }
            """);
        var pod = Runs.Parse($$"""
            { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "seed-x", "namespace": "demo", "ownerReferences": [{ "uid": "u" }] },
              "status": { "phase": "Failed", "startTime": "{{Time(1)}}", "containerStatuses": [{ "name": "main", "state": { "terminated": { "reason": "StartError", "exitCode": 128, "finishedAt": "{{Time(8)}}" } } }] } }
            """);
        var result = new SyncResult(job.Key, "v1", SyncPhase.Sync, SyncResultCode.Synced, OperationPhase.Failed, "backoff limit", false, []);
        var operation = new ReportOperation("shop", Spans.At(0), Spans.At(9), ReportOutcome.Failed, "failed", [result]);
        var failure = ReportBuilder.Build(new ReportFacts("demo", Spans.At(600))
        {
            Packages = [new ReportPackage("shop", ReportOutcome.Failed, string.Empty, [operation])],
            Objects = new[] { job }.ToDictionary(each => each.Key),
            Pods = [pod],
        }).Failures.Single();

        Assert.Equal(("shop › Job seed", "backoff limit: main: StartError (exit code 128)"), (failure.Where, failure.Message));
        Assert.Equal((Spans.At(1), Spans.At(9)), (failure.Span.StartedAt, failure.Span.FinishedAt));
    }

    [Fact]
    public void Nodes_are_moments_since_they_only_say_since_when_they_are_ready()
    {
        var node = Runs.Parse("""{ "kind": "Node", "metadata": { "name": "a", "creationTimestamp": "2026-03-01T10:00:00Z" }, "status": { "conditions": [{ "type": "Ready", "status": "True", "lastTransitionTime": "2026-03-01T10:00:20Z" }] } }""");
        var cluster = ReportBuilder.Build(new ReportFacts("demo", Spans.At(60)) { IncludesCluster = true, Nodes = [node] }).Spans.Single();

        Assert.Equal((Spans.At(0), null), (cluster.Children.Single().StartedAt, cluster.Children.Single().FinishedAt));
        Assert.Equal("ready since 2026-03-01 10:00:20Z", cluster.Children.Single().Message);
    }

    [Theory]
    [InlineData(12, 3, 20)]
    [InlineData(500, 0, 0)]
    [InlineData(-500, 0, 0)]
    public void The_steps_of_making_a_cluster_are_told_of_the_one_that_was_made_then(int born, int steps, int seconds)
    {
        TimelineStep[] recorded = [new("Starting", Spans.At(0), Spans.At(5)), new("Waiting", Spans.At(5), Spans.At(15)), new("Marking", Spans.At(15), Spans.At(20))];
        var birth = Runs.Parse($$"""{ "kind": "Namespace", "metadata": { "name": "kube-system", "creationTimestamp": "{{Time(born)}}" } }""");
        var cluster = ReportBuilder.Build(new ReportFacts("demo", Spans.At(600)) { IncludesCluster = true, Birth = birth, Steps = recorded }).Spans.Single();

        Assert.Equal(steps, cluster.Children.Count);
        Assert.Equal(seconds, (int)(cluster.Duration ?? TimeSpan.Zero).TotalSeconds);
    }

    private static Report Build(string application, params Manifest[] objects)
    {
        var now = Spans.At(600);
        var workflows = objects.Where(each => each.Kind is "Job" or "Workflow").Select(run => WorkflowEngines.Read(run, [], now)! with { Package = "shop" });
        return ReportBuilder.Build(new ReportFacts("demo", now)
        {
            Packages = [new ReportPackage("shop", ReportOutcome.Failed, "cannot become ready", [ReportOperation.Of(Runs.Parse(application))])],
            Objects = objects.ToDictionary(each => each.Key),
            Workflows = [.. workflows],
        });
    }

    private static ReportSpan Find(ReportSpan root, string name) => root.SelfAndDescendants().Single(span => span.Name == name);

    private static string Time(int seconds) => Spans.At(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static Manifest ConfigMap(int made) => Runs.Parse(
        $$"""{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "settings", "namespace": "demo", "creationTimestamp": "{{Time(made)}}", "annotations": { "argocd.argoproj.io/tracking-id": "shop:/ConfigMap:demo/settings" } } }""");

    private static Manifest Deployment(int made, int available) => Runs.Parse(
        $$"""
        { "apiVersion": "apps/v1", "kind": "Deployment",
          "metadata": { "name": "web", "namespace": "demo", "generation": 1, "creationTimestamp": "{{Time(made)}}", "annotations": { "argocd.argoproj.io/sync-wave": "2", "argocd.argoproj.io/tracking-id": "shop:apps/Deployment:demo/web" } },
          "spec": { "replicas": 1 },
          "status": { "observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "availableReplicas": 1, "conditions": [{ "type": "Available", "status": "True", "lastTransitionTime": "{{Time(available)}}" }] } }
        """);

    private static Manifest Job(string name, int started, int finished) => Runs.Parse(
        $$"""
        { "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": "{{name}}", "namespace": "demo", "creationTimestamp": "{{Time(started)}}" },
          "status": { "startTime": "{{Time(started)}}", "completionTime": "{{Time(finished)}}", "succeeded": 1, "conditions": [{ "type": "Complete", "status": "True" }] } }
        """);

    private static Manifest Workflow()
    {
        var run = Runs.FailedLoop();
        run.Status!["startedAt"] = Time(40);
        run.Status["finishedAt"] = Time(55);
        return run;
    }
}
