using System.Collections.Concurrent;

namespace IdpBuilder.Embedded.Tests.Actors.Lifecycle;

/// <summary>What has happened so far, for those who wait for it.</summary>
internal sealed class Milestones
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _milestones = new();

    public void Note(string milestone) => Of(milestone).TrySetResult();

    /// <summary>Waits until it has happened, be it before this.</summary>
    public Task ReachedAsync(string milestone) => Of(milestone).Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    private TaskCompletionSource Of(string milestone) =>
        _milestones.GetOrAdd(milestone, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
