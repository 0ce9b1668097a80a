using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>A container's log; a followed one lasts until the Pod has ended.</summary>
internal sealed class PodLogStream : IFrameSource
{
    private readonly IPodLogSource _logs;
    private readonly string _container;
    private readonly LogRange _range;
    private readonly ChangeFeed? _feed;
    private StoredObject? _pod;
    private bool _begun;
    private int _sent;
    private long _left;

    public PodLogStream(ObjectStore store, IPodLogSource logs, StoredObject pod, string container, bool follow, LogRange range)
    {
        _logs = logs;
        _container = container;
        _range = range;
        _pod = pod;
        _left = range.LimitBytes ?? long.MaxValue;
        _feed = follow ? store.TryFollow(pod.Address.Resource, pod.Address.Namespace, pod.Revision) : null;
    }

    /// <summary>Whether a container has begun to run.</summary>
    public static bool HasStarted(StoredObject pod, string container) =>
        pod.Json.Child("status").Text("phase") is "Succeeded" or "Failed"
        || StatusesOf(pod, container).Any(entry => entry.Child("state") is { } state && (state.ContainsKey("running") || state.ContainsKey("terminated")))
        || HasRestarted(pod, container);

    /// <summary>Whether a container has run before and was started again.</summary>
    public static bool HasRestarted(StoredObject pod, string container) =>
        StatusesOf(pod, container).Any(entry => entry.Child("lastState").Child("terminated") is not null || entry.Whole("restartCount") > 0);

    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken stop)
    {
        while (_pod is { } pod)
        {
            _pod = null;
            var text = HasStarted(pod, _container) ? NewLines(pod) : string.Empty;
            if (_feed is not null && pod.Json.Child("status").Text("phase") is not ("Succeeded" or "Failed"))
            {
                _pod = text.Length > 0 ? pod : await NextVersionAsync(_feed, pod, stop).ConfigureAwait(false);
            }

            if (text.Length > 0)
            {
                return Cut(Encoding.UTF8.GetBytes(text));
            }
        }

        return null;
    }

    public void Dispose() => _feed?.Dispose();

    private static async ValueTask<StoredObject?> NextVersionAsync(ChangeFeed feed, StoredObject pod, CancellationToken stop)
    {
        do
        {
            while (feed.Changes.TryRead(out var change))
            {
                if (change.Object?.Address == pod.Address)
                {
                    return change.Type == ChangeType.Deleted ? null : change.Object;
                }
            }
        }
        while (await feed.Changes.WaitToReadAsync(stop).ConfigureAwait(false));

        return null;
    }

    private static IEnumerable<JsonObject> StatusesOf(StoredObject pod, string container)
    {
        var status = pod.Json.Child("status");
        return status.Children("containerStatuses").Concat(status.Children("initContainerStatuses")).Where(entry => entry.Text("name") == container);
    }

    private ReadOnlyMemory<byte> Cut(byte[] text)
    {
        var length = (int)Math.Min(text.Length, _left);
        _left -= length;
        if (_left == 0)
        {
            _pod = null;
        }

        return text.AsMemory(0, length);
    }

    // A pretended container prints everything when it starts.
    private string NewLines(StoredObject pod)
    {
        var lines = _logs.Read(pod.Json, _container);
        var time = pod.Json.Child("status").Time("startTime") ?? pod.Metadata.Time("creationTimestamp") ?? DateTimeOffset.UnixEpoch;
        var first = _begun ? _sent
            : time < _range.Since ? lines.Count
            : (int)Math.Max(0, lines.Count - (_range.TailLines ?? long.MaxValue));
        (_begun, _sent) = (true, lines.Count);
        var prefix = _range.Timestamps ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000000000Z '", CultureInfo.InvariantCulture) : string.Empty;
        return string.Concat(lines.Skip(first).Select(line => $"{prefix}{line}\n"));
    }
}
