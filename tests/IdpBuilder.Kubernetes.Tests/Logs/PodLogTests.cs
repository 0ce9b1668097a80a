using System.Globalization;
using System.Text;
using CsCheck;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Logs;
using IdpBuilder.Kubernetes.Tests.Scripted;
using IdpBuilder.Manifests;
using static IdpBuilder.Kubernetes.Tests.Scripted.ScriptedServer;

namespace IdpBuilder.Kubernetes.Tests.Logs;

public sealed class PodLogTests
{
    private const string Route = "GET /api/v1/namespaces/demo/pods/p/log";

    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task Lines_come_with_their_times_and_without_their_ends()
    {
        _server.On(Route, Stream(new StreamedBody().Send(
            "2026-01-02T03:04:05.123456789Z hello  world \r\n2026-01-02T05:04:06+02:00 \n2026-01-02T03:04:07.5Z last, without an end").End()));

        var lines = await ReadAsync(new LogRequest("demo", "p", "main", Previous: true, TailLines: 3));

        Assert.Equal(["hello  world ", "", "last, without an end"], lines.Select(line => line.Text));
        Assert.Equal(
            ["03:04:05.1234567", "03:04:06.0000000", "03:04:07.5000000"],
            lines.Select(line => line.Time.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture)));
        Assert.Equal("timestamps=true&container=main&previous=true&tailLines=3", Assert.Single(_server.Received).Query);
    }

    [Fact]
    public async Task A_lost_connection_is_resumed_by_time_without_a_lost_or_repeated_line()
    {
        // The server resumes at whole seconds and repeats two lines of one and the same nanosecond.
        const string Repeated = "2026-01-02T03:04:05.1Z a\n2026-01-02T03:04:05.2Z b\n2026-01-02T03:04:05.2Z b\n";
        _server.On(
            Route,
            Stream(new StreamedBody().Send("2026-01-02T03:04:04Z before\n" + Repeated + "2026-01-02T03:04:05.2Z cut o").Cut()),
            Stream(new StreamedBody().Send(Repeated + "2026-01-02T03:04:05.2Z cut off\n").Cut()),
            Fails(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")),
            Stream(new StreamedBody().Send(Repeated + "2026-01-02T03:04:05.2Z cut off\n2026-01-02T03:04:06Z after\n").End()));

        var lines = await ReadAsync(new LogRequest("demo", "p", Follow: true, TailLines: 10));

        Assert.Equal(["before", "a", "b", "b", "cut off", "after"], lines.Select(line => line.Text));
        Assert.Equal("timestamps=true&follow=true&tailLines=10", _server.Received[0].Query);
        Assert.Equal("timestamps=true&follow=true&sinceTime=2026-01-02T03:04:05Z", _server.Received[^1].Query);
    }

    [Fact]
    public async Task A_line_of_the_runtime_without_a_time_is_passed_on()
    {
        _server.On(Route, Stream(new StreamedBody().Send("2026-01-02T03:04:05Z a\nunable to retrieve container logs\n").End()));

        var lines = await ReadAsync(new LogRequest("demo", "p"));

        Assert.Equal("unable to retrieve container logs", lines[1].Text);
        Assert.Equal(lines[0].Time, lines[1].Time);
    }

    [Fact]
    public async Task A_container_that_has_not_started_is_the_servers_refusal()
    {
        _server.On(Route, Status(400, "BadRequest", "container \"main\" in pod \"p\" is waiting to start: ContainerCreating"));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => ReadAsync(new LogRequest("demo", "p", Follow: true)));

        Assert.Contains("waiting to start", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wherever_a_log_is_cut_resuming_gives_each_line_once()
    {
        Gen.Select(Gen.Long[0, 5_000_000_000].Array[1, 30], Gen.Int[0, 30].Array[0, 4]).Sample((times, cuts) =>
        {
            var log = times.Order().Select((time, index) => (Time: time, Index: index)).ToArray();
            var position = new LogPosition();
            var read = new List<int>();
            foreach (var cut in cuts.Append(log.Length))
            {
                var since = position.SinceTime is { Length: > 0 } text
                    ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeSeconds() * 1_000_000_000
                    : long.MinValue;
                position.Resume();
                read.AddRange(log.Where(line => line.Time >= since).Take(cut).Where(line => position.Advance(line.Time)).Select(line => line.Index));
            }

            // The last connection may have been cut before it came to what was new; what was read is a gapless beginning.
            Assert.Equal(Enumerable.Range(0, read.Count), read);
        });
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05.1Z x", 100_000_000)]
    [InlineData("2026-01-02T03:04:05.000000001Z x", 1)]
    [InlineData("2026-01-02T03:04:05Z x", 0)]
    [InlineData("2026-01-02T04:04:05.25+01:00 x", 250_000_000)]
    public void Times_are_compared_by_the_nanosecond(string line, long fraction)
    {
        Assert.True(LogTimestamp.TryRead(Encoding.UTF8.GetBytes(line), out var parsed, out var nanoseconds));
        Assert.Equal(fraction, nanoseconds % 1_000_000_000);
        Assert.Equal("x", parsed.Text);
    }

    [Fact]
    public void No_line_is_so_strange_that_reading_its_time_fails()
    {
        Gen.Char["0123456789-T:.Zé+ x"].Array[0, 45].Sample(text =>
        {
            if (LogTimestamp.TryRead(Encoding.UTF8.GetBytes(text), out var line, out var nanoseconds))
            {
                Assert.Equal(line.Time.ToUnixTimeMilliseconds(), Math.Floor(nanoseconds / 1e6));
            }
        });
    }

    private async Task<List<LogLine>> ReadAsync(LogRequest request)
    {
        return await _server.RunAsync(CollectAsync());

        async Task<List<LogLine>> CollectAsync()
        {
            var lines = new List<LogLine>();
            await foreach (var line in _server.Api().ReadLogAsync(request, default))
            {
                lines.Add(line);
            }

            return lines;
        }
    }
}
