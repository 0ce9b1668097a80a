using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Waits for one object to come into a state.</summary>
internal static class WatchedObject
{
    /// <summary>Returns when the condition holds, or when the time is up; null stands for an object that is not there.</summary>
    public static async Task UntilAsync(
        IKubernetesApi api, ResourceReference target, Func<Manifest?, bool> condition, TimeSpan longest, TimeProvider clock, CancellationToken stop)
    {
        if (condition(await api.GetAsync(target, stop).ConfigureAwait(false)))
        {
            return;
        }

        using var time = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            Manifest? seen = null;
            var selector = new ResourceSelector(target.Type, target.Namespace, FieldSelector: $"metadata.name={target.Name}");
            await foreach (var change in api.WatchAsync(selector, either.Token).ConfigureAwait(false))
            {
                seen = change.Type switch
                {
                    WatchEventType.Deleted => null,
                    WatchEventType.Added or WatchEventType.Modified => change.Object,
                    _ => seen,
                };
                if (change.Type != WatchEventType.Bookmark && condition(seen))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The time is up; what comes next finds the object as it is.
        }
    }
}
