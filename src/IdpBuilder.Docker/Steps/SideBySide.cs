namespace IdpBuilder.Docker.Steps;

/// <summary>Does the same for several things at once. When one fails the others are stopped, for without it they are of no use; its failure is told.</summary>
internal static class SideBySide
{
    /// <summary>Returns when all is done, or when one has failed and all others have ended.</summary>
    /// <param name="items">The things.</param>
    /// <param name="work">What is done for each.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static async Task RunAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken stop)
    {
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(items.Select(async item =>
        {
            try
            {
                await work(item, failing.Token).ConfigureAwait(false);
            }
            catch
            {
                await failing.CancelAsync().ConfigureAwait(false);
                throw;
            }
        })).ConfigureAwait(false);
    }
}
