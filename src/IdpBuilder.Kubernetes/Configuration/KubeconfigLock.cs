namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>Keeps other writers away from a kubeconfig by the file that kubectl makes for the same purpose.</summary>
internal sealed class KubeconfigLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private KubeconfigLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a kubeconfig, waiting a while for another writer to finish.</summary>
    public static async Task<KubeconfigLock> TakeAsync(string kubeconfig, TimeProvider clock, CancellationToken stop)
    {
        var path = kubeconfig + ".lock";
        var start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new KubeconfigLock(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // On Windows a lock that is just being deleted denies access.
                if (exception is DirectoryNotFoundException || clock.GetElapsedTime(start) > Patience)
                {
                    throw File.Exists(path) ? KubeconfigFailures.Locked(kubeconfig, path, exception) : KubeconfigFailures.Unwritable(kubeconfig, exception);
                }
            }

            await Task.Delay(Pause, clock, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the next writer in.</summary>
    public void Dispose() => _file.Dispose();
}
