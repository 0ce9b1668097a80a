using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Kubernetes.Watching;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Logs;

/// <summary>Reads the log of a container. A connection that is lost while following is resumed without losing or repeating a line.</summary>
internal sealed class PodLog(ApiClient client, LogRequest log, WatchPatience patience, TimeProvider clock)
{
    private readonly LogPosition _position = new();
    private DateTimeOffset _lastTime = DateTimeOffset.UnixEpoch;
    private bool _ended;

    /// <summary>The lines in order.</summary>
    public async IAsyncEnumerable<LogLine> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (!_ended)
        {
            using var lines = await OpenAsync(stop).ConfigureAwait(false);
            while (lines is not null && await NextAsync(lines, stop).ConfigureAwait(false) is { } line)
            {
                if (Take(line.Span) is { } taken)
                {
                    yield return taken;
                }
            }
        }
    }

    private async Task<LineReader?> OpenAsync(CancellationToken stop)
    {
        var resumed = _position.SinceTime.Length > 0;
        var path = new StringBuilder("api/v1/namespaces/")
            .Append(Uri.EscapeDataString(log.Namespace)).Append("/pods/").Append(Uri.EscapeDataString(log.Pod)).Append("/log")
            .With("timestamps", "true")
            .WithAny("container", log.Container)
            .WithAny("follow", log.Follow ? "true" : string.Empty)
            .WithAny("previous", log.Previous ? "true" : string.Empty)
            .WithAny("sinceTime", _position.SinceTime)
            .WithAny("tailLines", resumed ? string.Empty : log.TailLines?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
        var request = new ApiRequest(HttpMethod.Get, path.ToString(), "Reading the log of", $"Pod '{log.Namespace}/{log.Pod}'")
        {
            Accept = "text/plain, */*",
            Repeatable = true,
            Target = new ResourceReference(new GroupVersionKind(string.Empty, "v1", "Pod"), log.Namespace, log.Pod, "log"),
        };
        try
        {
            var response = await client.OpenAsync(request, stop).ConfigureAwait(false);
            _position.Resume();

            // A container may be silent for as long as it likes.
            return new LineReader(response, Timeout.InfiniteTimeSpan, clock);
        }
        catch (KubernetesApiException failure) when (resumed && failure.Code is 0 or 429 or >= 500 && !patience.Exhausted)
        {
            await patience.WaitAsync(stop).ConfigureAwait(false);
            return null;
        }
    }

    // Null at the end of this connection: the end of the log, unless the connection was lost.
    private async Task<ReadOnlyMemory<byte>?> NextAsync(LineReader lines, CancellationToken stop)
    {
        try
        {
            if (await lines.ReadAsync(stop).ConfigureAwait(false) is { } line)
            {
                patience.Renew();
                return line;
            }

            // A last line without its end is whole here: what was cut off ends in an exception instead.
            var rest = lines.Remainder;
            if (rest.Length > 0 && !_ended)
            {
                _ended = true;
                return rest;
            }

            _ended = true;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or ObjectDisposedException)
        {
            if (patience.Exhausted)
            {
                throw ApiErrors.LogLost(log, exception);
            }

            await patience.WaitAsync(stop).ConfigureAwait(false);
        }

        return null;
    }

    private LogLine? Take(ReadOnlySpan<byte> line)
    {
        if (!LogTimestamp.TryRead(line, out var parsed, out var nanoseconds))
        {
            // A message of the container runtime; it has no time of its own.
            return new LogLine(_lastTime, LogTimestamp.TextOf(line));
        }

        _lastTime = parsed.Time;
        return _position.Advance(nanoseconds) ? parsed : null;
    }
}
