using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Somebody who writes to every object of a selection whenever it has changed, his own changes included.</summary>
internal sealed class Competitor : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task[] _writing;
    private int _writes;

    public Competitor(IKubernetesApi api, params IEnumerable<ResourceSelector> selectors) =>
        _writing = [.. selectors.Select(selector => Task.Run(() => WriteAsync(api, selector)))];

    /// <summary>Ends when he has written for the first time: from then on there is a competition.</summary>
    public Task Began => _began.Task;

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_writing);
        _enough.Dispose();
    }

    private async Task WriteAsync(IKubernetesApi api, ResourceSelector selector)
    {
        try
        {
            await foreach (var change in api.WatchAsync(selector, _enough.Token))
            {
                if (change is { Type: WatchEventType.Added or WatchEventType.Modified, Object: { } manifest })
                {
                    await WriteAsync(api, manifest);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    private async Task WriteAsync(IKubernetesApi api, Manifest manifest)
    {
        var note = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["competitor"] = $"{Interlocked.Increment(ref _writes)}" } } };
        try
        {
            await api.PatchAsync(ResourceReference.To(manifest), ManifestPatch.Merge(note), new WriteOptions("competitor"), _enough.Token);
            _began.TrySetResult();
        }
        catch (KubernetesApiException failure) when (failure.Code is 404 or 409)
        {
            // It is gone, or even the server's own attempts were too slow.
        }
    }
}
