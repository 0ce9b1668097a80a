using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Watching;

/// <summary>
/// Lists, then watches. A connection that ends is resumed at the last version seen; when the server has forgotten that version (410),
/// the objects are listed anew and the differences become events. The reader misses nothing, and is told while it sees nothing.
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
    private bool _interrupted;
    private bool _troubled;

    /// <summary>The events, without end.</summary>
    public async IAsyncEnumerable<WatchEvent> RunAsync([EnumeratorCancellation] CancellationToken stop)
    {
        LineReader? lines = null;
        try
        {
            while (true)
            {
                _events.Clear();
                _troubled = false;
                lines = await AdvanceAsync(lines, stop).ConfigureAwait(false);
                foreach (var change in _events)
                {
                    yield return change;
                }

                // After the reader has been told.
                if (_troubled)
                {
                    await patience.WaitAsync(stop).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            lines?.Dispose();
        }
    }

    private async ValueTask<LineReader?> AdvanceAsync(LineReader? lines, CancellationToken stop)
    {
        if (_version is null)
        {
            await ListAsync(stop).ConfigureAwait(false);
            return null;
        }

        if (lines is null)
        {
            return await OpenAsync(stop).ConfigureAwait(false);
        }

        if (await ReadAsync(lines, stop).ConfigureAwait(false))
        {
            return lines;
        }

        lines.Dispose();
        return null;
    }

    // Before the first list has come, failures are the caller's: the request has been repeated often enough already.
    private async Task ListAsync(CancellationToken stop)
    {
        try
        {
            var list = await lister.ListAsync(type, selector, stop).ConfigureAwait(false);
            _version = list.ResourceVersion;
            _events.AddRange(_known.Replace(list));
        }
        catch (KubernetesApiException failure) when (_synced && CanMend(failure))
        {
            Interrupt(ReasonOf(failure));
            _troubled = true;
            return;
        }
        catch (KubernetesApiException failure) when (_synced && failure.Code == 404)
        {
            throw ApiErrors.TypeGone(type.Type, failure);
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

        // Tried once: the patience is the watch's own, and its reader is told at once.
        var request = new ApiRequest(HttpMethod.Get, path.ToString(), "Watching", ObjectLister.Subject(type, selector)) { Repeatable = true, Once = true };
        try
        {
            var response = await client.OpenAsync(request, stop).ConfigureAwait(false);
            _openedAt = clock.GetTimestamp();
            Resume();
            return new LineReader(response, QuietLimit, clock);
        }
        catch (KubernetesApiException failure) when (CanMend(failure))
        {
            if (failure.Code == 410)
            {
                _version = null;
            }
            else
            {
                Interrupt(ReasonOf(failure));
            }

            _troubled = true;
            return null;
        }
        catch (KubernetesApiException failure) when (failure.Code == 404)
        {
            throw ApiErrors.TypeGone(type.Type, failure);
        }
    }

    // False when the connection ended or an error was sent; the next one resumes where this one was.
    private async Task<bool> ReadAsync(LineReader lines, CancellationToken stop)
    {
        JsonObject? line = null;
        try
        {
            line = await lines.ReadAsync(stop).ConfigureAwait(false) is { } bytes ? CompleteJson.Read(bytes.Span).Root as JsonObject : null;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or TimeoutException or JsonException or ObjectDisposedException)
        {
            Interrupt(exception.GetBaseException().Message);
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
            _troubled = true;
        }

        return false;
    }

    private void Interrupt(string reason)
    {
        if (!_interrupted)
        {
            _interrupted = true;
            _events.Add(new WatchEvent(WatchEventType.Interrupted, null, _version ?? string.Empty, reason.TrimEnd('.')));
        }
    }

    private void Resume()
    {
        if (_interrupted)
        {
            _interrupted = false;
            _events.Add(new WatchEvent(WatchEventType.Resumed, null, _version!));
        }
    }

    private static string ReasonOf(KubernetesApiException failure) =>
        failure.InnerException?.GetBaseException().Message ?? $"the server answered {failure.Code} {failure.Reason}";

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
