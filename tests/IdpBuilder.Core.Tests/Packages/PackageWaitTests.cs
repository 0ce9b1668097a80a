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
            ["Application 'shop'", "PreSync hook Job 'shop/migrate'", "Job 'shop/migrate'"], outcome.Verdict.Causes.Take(3).Select(cause => cause.Subject));
        Assert.Contains("migrate-x", outcome.Verdict.Causes[3].Subject, StringComparison.Ordinal);
        Assert.Contains("exit code 3", outcome.Verdict.Causes[3].Message, StringComparison.Ordinal);
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

    private static Task<WaitOutcome> WaitAsync(ShownObjects api) =>
        PackageWait.ForAsync(api, "shop", TimeSpan.FromMinutes(5), TimeProvider.System, new ReportedProgress(), CancellationToken.None);

    private static async Task SeenAsync(ShownObjects api, string kind)
    {
        while (await api.Watched.Reader.ReadAsync() != kind)
        {
        }
    }

    private static Manifest WithToken(JsonObject application, string health)
    {
        var annotation = JsonValue.Create(ReadyObjects.ToAnnotation([Token])).ToJsonString();
        return application.With(("metadata/annotations/idpbuilder.io~1ready", annotation), ("status/health/status", $"\"{health}\""));
    }

    private static Manifest Object(string json) => new(JsonNode.Parse(json)!.AsObject());
}
