using System.Text.Json.Nodes;
using IdpBuilder.Core.Tests.Waiting;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Waiting;
using static IdpBuilder.Core.Tests.Packages.InstalledApplication;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class PackageWaitTests
{
    private static readonly ReadyObject Token = new(new GroupVersionKind(string.Empty, "v1", "Secret"), "shop", "token");

    [Fact]
    public async Task A_failed_hook_is_explained_down_to_its_Pod()
    {
        var application = Ready().With(
            ("status/operationState/phase", "\"Failed\""),
            ("status/operationState/syncResult/resources", """[{"group":"batch","version":"v1","kind":"Job","namespace":"shop","name":"migrate","hookType":"PreSync","hookPhase":"Failed","message":"Job has reached the specified backoff limit"}]"""));
        var job = Object("""{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"migrate","namespace":"shop","uid":"j"},"status":{"failed":1,"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded","message":"Job has reached the specified backoff limit"}]}}""");
        var pod = Object("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"migrate-x","namespace":"shop","uid":"p","labels":{"job-name":"migrate","batch.kubernetes.io/job-name":"migrate"},"ownerReferences":[{"apiVersion":"batch/v1","kind":"Job","name":"migrate","uid":"j","controller":true}]},"status":{"phase":"Failed","containerStatuses":[{"name":"main","state":{"terminated":{"exitCode":3,"reason":"Error","message":"no such table"}}}]}}""");

        var outcome = await WaitAsync(new ShownObjects(application, job, pod));

        Assert.False(outcome.Succeeded);
        Assert.Equal(
            ["Application 'shop'", "PreSync hook Job 'shop/migrate'", "node 'migrate-x' (pod 'migrate-x')"], outcome.Verdict.Causes.Select(cause => cause.Subject));
        Assert.Contains("exit code 3", outcome.Verdict.Causes[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_package_calls_ready_is_waited_for_after_its_Applications()
    {
        var api = new ShownObjects(WithToken(Ready(), health: "Progressing"));

        var waiting = WaitAsync(api);
        await SeenAsync(api, "ApplicationSet");
        Assert.False(waiting.IsCompleted);
        api.Show(WithToken(Ready(), health: "Healthy"));
        await SeenAsync(api, "Secret");
        Assert.False(waiting.IsCompleted);
        api.Show(Object("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"token","namespace":"shop"}}"""));

        Assert.True((await waiting).Succeeded);
    }

    [Fact]
    public async Task What_a_package_calls_ready_and_is_Degraded_ends_the_wait_with_the_Pod_that_is_to_blame()
    {
        var deployment = Object("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","generation":1},"status":{"observedGeneration":1,"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]}}""");
        var set = Object("""{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web-1","namespace":"shop","ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"web","uid":"d"}]}}""");
        var pod = Object("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-1-x","namespace":"shop","ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-1","uid":"r"}]},"spec":{"restartPolicy":"Always"},"status":{"phase":"Pending","containerStatuses":[{"name":"main","state":{"waiting":{"reason":"ImagePullBackOff","message":"no such image"}}}]}}""");

        var outcome = await WaitAsync(new ShownObjects(Needing("apps/v1", "Deployment", "web"), deployment, set, pod));

        Assert.False(outcome.Succeeded);
        Assert.Equal(
            ["package 'shop': it calls itself ready when Deployment 'shop/web' is", "Deployment 'shop/web': it is Degraded: Deployment \"web\" exceeded its progress deadline", "Pod 'shop/web-1-x': no such image"],
            outcome.Verdict.Causes.Select(cause => cause.ToString()));
    }

    [Fact]
    public async Task A_type_that_comes_later_is_waited_for_like_its_object()
    {
        var api = new ShownObjects(Needing("example.com/v1", "Certificate", "web"));

        var waiting = WaitAsync(api);
        await SeenAsync(api, "CustomResourceDefinition");
        Assert.False(waiting.IsCompleted);
        api.Served.Add(new GroupVersionKind("example.com", "v1", "Certificate"));
        api.Show(Object("""{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"certificates.example.com"},"spec":{"group":"example.com","names":{"kind":"Certificate"},"versions":[{"name":"v1","served":true}]},"status":{"conditions":[{"type":"Established","status":"True"}]}}"""));
        await SeenAsync(api, "Certificate");
        api.Show(Object("""{"apiVersion":"example.com/v1","kind":"Certificate","metadata":{"name":"web","namespace":"shop"}}"""));

        Assert.True((await waiting).Succeeded);
    }

    [Theory]
    [InlineData("apps/v1", "Deploymnt")]
    [InlineData("apps/v2", "Deployment")]
    [InlineData("v1", "Certificate")]
    public async Task A_type_that_can_never_come_ends_the_wait_at_once(string apiVersion, string kind)
    {
        var outcome = await WaitAsync(new ShownObjects(Needing(apiVersion, kind, "web")));

        Assert.False(outcome.Succeeded);
        Assert.Equal(
            ["package 'shop'", $"{kind} 'shop/web'"], outcome.Verdict.Causes.Select(cause => cause.Subject));
        Assert.Contains($"serves no {kind} of '{apiVersion}'", outcome.Verdict.Causes[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_not_installed_ends_the_wait_at_once()
    {
        var outcome = await WaitAsync(new ShownObjects());

        Assert.Equal("package 'shop': no Application carries its label; install it with Install-IdpPackage", Assert.Single(outcome.Verdict.Causes).ToString());
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_says_what_was_seen_last()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var api = new ShownObjects(WithToken(Ready(), health: "Progressing"));
        var progress = new ReportedProgress();

        var waiting = PackageWait.ForAsync(api, "shop", TimeSpan.FromMinutes(1), clock, progress, CancellationToken.None);
        await SeenAsync(api, "ApplicationSet");
        clock.Advance(TimeSpan.FromMinutes(2));

        var failure = await Assert.ThrowsAsync<IdpException>(() => waiting);
        Assert.Equal("WaitTimedOut", failure.Id);
    }

    [Fact]
    public async Task A_cluster_that_does_not_even_list_packages_is_waited_for_no_longer_than_the_timeout()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var listing = new TaskCompletionSource();
        var api = new ShownObjects
        {
            OnList = async (_, stop) =>
            {
                listing.TrySetResult();
                await Task.Delay(Timeout.Infinite, stop);
            },
        };

        var waiting = PackageWait.ForAsync(api, "shop", TimeSpan.FromMinutes(1), clock, new ReportedProgress(), CancellationToken.None);
        await listing.Task;
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("WaitTimedOut", (await Assert.ThrowsAsync<IdpException>(() => waiting)).Id);
    }

    [Fact]
    public async Task A_cluster_that_goes_while_packages_are_listed_is_said_to_be_gone()
    {
        var api = new ShownObjects { OnList = (_, _) => throw Unreachable() };

        Assert.Equal("ClusterGone", (await Assert.ThrowsAsync<IdpException>(() => WaitAsync(api))).Id);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_any_more_leaves_the_cause_that_is_known()
    {
        var api = new ShownObjects(Failed())
        {
            OnList = (selector, _) => selector.Type.Kind is "Application" or "ApplicationSet" ? Task.CompletedTask : throw Unreachable(),
        };

        var outcome = await WaitAsync(api);

        Assert.Equal("Application 'shop': its sync failed: no luck", outcome.Verdict.Causes[0].ToString());
    }

    [Fact]
    public async Task Looking_for_the_cause_below_a_failure_takes_no_longer_than_a_moment()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var asked = new TaskCompletionSource();
        var api = new ShownObjects(Failed())
        {
            OnList = async (selector, stop) =>
            {
                if (selector.Type.Kind is not ("Application" or "ApplicationSet"))
                {
                    asked.TrySetResult();
                    await Task.Delay(Timeout.Infinite, stop);
                }
            },
        };

        var waiting = PackageWait.ForAsync(api, "shop", Timeout.InfiniteTimeSpan, clock, new ReportedProgress(), CancellationToken.None);
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("Application 'shop': its sync failed: no luck", (await waiting).Verdict.Causes[0].ToString());
    }

    private static Manifest Failed() => Ready().With(
        ("status/operationState/phase", "\"Failed\""),
        ("status/operationState/message", "\"no luck\""),
        ("status/resources", """[{"version":"v1","kind":"ConfigMap","namespace":"shop","name":"settings","status":"Synced"}]"""));

    private static KubernetesApiException Unreachable() => new("ApiUnreachable", FailureKind.Unreachable, 0, string.Empty, "connection refused");

    private static Task<WaitOutcome> WaitAsync(ShownObjects api) =>
        PackageWait.ForAsync(api, "shop", TimeSpan.FromMinutes(5), TimeProvider.System, new ReportedProgress(), CancellationToken.None);

    private static async Task SeenAsync(ShownObjects api, string kind)
    {
        while (await api.Watched.Reader.ReadAsync() != kind)
        {
        }
    }

    private static Manifest Needing(string apiVersion, string kind, string name)
    {
        var annotation = JsonValue.Create(ReadyObjects.ToAnnotation([new ReadyObject(GroupVersionKind.Of(apiVersion, kind), "shop", name)])).ToJsonString();
        return Ready().With(("metadata/annotations/idpbuilder.io~1ready", annotation));
    }

    private static Manifest WithToken(JsonObject application, string health)
    {
        var annotation = JsonValue.Create(ReadyObjects.ToAnnotation([Token])).ToJsonString();
        return application.With(("metadata/annotations/idpbuilder.io~1ready", annotation), ("status/health/status", $"\"{health}\""));
    }

    private static Manifest Object(string json) => new(JsonNode.Parse(json)!.AsObject());
}
