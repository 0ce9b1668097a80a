using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Watching;

/// <summary>
/// Lists, then watches. A connection that ends is resumed at the last version seen; when the server has forgotten that version (410),
/// the objects are listed anew and the differences become events. The reader notices neither.
/// </summary>
internal sealed class ResourceWatch(
    ApiClient client, ObjectLister lister, ApiResource type, ResourceSelector selector, WatchPatience patience, TimeProvider clock)
{
    /// <summary>Servers send a bookmark about once a minute; what is silent for longer is taken for dead.</summary>
    internal static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(150);

    private const string ServerLimit = "540";

    private static readonly TimeSpan SoundLife = TimeSpan.FromSeconds(1);

    private readonly KnownObjects _known = new();
    private readonly List<WatchEvent> _events = [];
    private string? _version;
    private long _openedAt;
    private bool _synced;

    /// <summary>The events, without end.</summary>
    public async IAsyncEnumerable<WatchEvent> RunAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            if (_version is null)
            {
                await ListAsync(stop).ConfigureAwait(false);
                foreach (var change in _events)
                {
                    yield return change;
                }
            }

            using var lines = _version is null ? null : await OpenAsync(stop).ConfigureAwait(false);
            while (lines is not null && await ReadAsync(lines, stop).ConfigureAwait(false))
            {
                foreach (var change in _events)
                {
                    yield return change;
                }
            }
        }
    }

    // Before the first list has come, failures are the caller's: the request has been repeated often enough already.
    private async Task ListAsync(CancellationToken stop)
    {
        _events.Clear();
        try
        {
            var list = await lister.ListAsync(type, selector, stop).ConfigureAwait(false);
            _version = list.ResourceVersion;
            _events.AddRange(_known.Replace(list));
        }
        catch (KubernetesApiException failure) when (_synced && CanMend(failure))
        {
            await patience.WaitAsync(stop).ConfigureAwait(false);
            return;
        }

        // After a later list the reader learns how far it has come even if nothing of it was new to it.
        _events.Add(new WatchEvent(_synced ? WatchEventType.Bookmark : WatchEventType.Synced, null, _version));
        _synced = true;
    }

    private async Task<LineReader?> OpenAsync(CancellationToken stop)
    {
        var path = ResourcePath.OfAll(type, selector.Namespace)
            .WithAny("labelSelector", selector.LabelSelector)
            .WithAny("fieldSelector", selector.FieldSelector)
            .With("watch", "true")
            .With("allowWatchBookmarks", "true")
            .With("timeoutSeconds", ServerLimit)
            .With("resourceVersion", _version!);
        var request = new ApiRequest(HttpMethod.Get, path.ToString(), "Watching", ObjectLister.Subject(type, selector)) { Repeatable = true };
        try
        {
            var response = await client.OpenAsync(request, stop).ConfigureAwait(false);
            _openedAt = clock.GetTimestamp();
            return new LineReader(response, QuietLimit, clock);
        }
        catch (KubernetesApiException failure) when (CanMend(failure))
        {
            _version = failure.Code == 410 ? null : _version;
            await patience.WaitAsync(stop).ConfigureAwait(false);
            return null;
        }
    }

    // False when the connection ended or an error was sent; the next one resumes where this one was.
    private async Task<bool> ReadAsync(LineReader lines, CancellationToken stop)
    {
        _events.Clear();
        JsonObject? line = null;
        try
        {
            line = await lines.ReadAsync(stop).ConfigureAwait(false) is { } bytes ? CompleteJson.Read(bytes.Span).Root as JsonObject : null;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or TimeoutException or JsonException or ObjectDisposedException)
        {
            // A lost connection; there is nothing to learn from how it was lost.
        }

        if (line is not null && Take(line))
        {
            patience.Renew();
            return true;
        }

        // Servers end every watch after a while: only one that ends at once is a sign of trouble.
        if (clock.GetElapsedTime(_openedAt) >= SoundLife)
        {
            patience.Renew();
        }
        else
        {
            await patience.WaitAsync(stop).ConfigureAwait(false);
        }

        return false;
    }

    private bool Take(JsonObject line)
    {
        if (line["object"] is not JsonObject json)
        {
            return false;
        }

        line.Remove("object");
        var manifest = new Manifest(json);
        switch (line["type"] is JsonValue said && said.TryGetValue(out string? name) ? name : string.Empty)
        {
            case "ADDED" or "MODIFIED":
                _known.Take(manifest, _events);
                break;
            case "DELETED":
                _known.Drop(manifest, _events);
                break;
            case "BOOKMARK":
                _events.Add(new WatchEvent(WatchEventType.Bookmark, null, manifest.ResourceVersion));
                break;
            default:
                // An error: whatever it says, a list shows how things stand. Expired versions (410) come this way.
                _version = null;
                return false;
        }

        _version = manifest.ResourceVersion;
        return true;
    }

    private bool CanMend(KubernetesApiException failure) =>
        failure.Code is 0 or 408 or 410 or 429 or >= 500 && !patience.Exhausted;
}
