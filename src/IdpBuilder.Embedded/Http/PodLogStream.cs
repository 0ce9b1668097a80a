using System.Text;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>A container's log; a followed one lasts until the Pod has ended.</summary>
internal sealed class PodLogStream : IFrameSource
{
    private readonly IPodLogSource _logs;
    private readonly LogRequest _request;
    private readonly bool _timestamps;
    private readonly ChangeFeed? _feed;
    private StoredObject? _pod;
    private int _sent;

    public PodLogStream(ObjectStore store, IPodLogSource logs, StoredObject pod, LogRequest request, bool timestamps)
    {
        _logs = logs;
        _request = request;
        _timestamps = timestamps;
        _pod = pod;
        _feed = request.Follow ? store.TryFollow(pod.Address.Resource, pod.Address.Namespace, pod.Revision) : null;
    }

    /// <summary>Whether a container has begun to run.</summary>
    public static bool HasStarted(StoredObject pod, string container)
    {
        var status = pod.Json.Child("status");
        return status.Text("phase") is "Succeeded" or "Failed"
            || status.Children("containerStatuses").Concat(status.Children("initContainerStatuses"))
                .Where(entry => entry.Text("name") == container)
                .Any(entry => entry.Child("state") is { } state && (state.ContainsKey("running") || state.ContainsKey("terminated")));
    }

    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken stop)
    {
        while (_pod is { } pod)
        {
            _pod = null;
            var text = HasStarted(pod, _request.Container) ? NewLines(pod) : string.Empty;
            if (_feed is not null && pod.Json.Child("status").Text("phase") is not ("Succeeded" or "Failed"))
            {
                _pod = text.Length > 0 ? pod : await NextVersionAsync(_feed, pod, stop).ConfigureAwait(false);
            }

            if (text.Length > 0)
            {
                return Encoding.UTF8.GetBytes(text);
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

    private string NewLines(StoredObject pod)
    {
        var lines = _logs.Read(pod.Json, _request.Container);
        var first = _sent == 0 && _request.TailLines is { } tail ? Math.Max(0, lines.Count - tail) : _sent;
        _sent = lines.Count;
        var text = new StringBuilder();
        var time = NodePath.Text(pod.Json, "status", "startTime") is { Length: > 0 } started ? started : NodePath.Text(pod.Json, "metadata", "creationTimestamp");
        foreach (var line in lines.Skip(first))
        {
            text.Append(_timestamps ? time + " " : string.Empty).Append(line).Append('\n');
        }

        return text.ToString();
    }
}
