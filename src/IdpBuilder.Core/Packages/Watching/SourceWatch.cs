using IdpBuilder.Errors;

namespace IdpBuilder.Packages.Watching;

/// <summary>Tells when files of packages change: written, made, removed, renamed, or made programs.</summary>
public sealed class SourceWatch : IDisposable
{
    private const NotifyFilters Changes =
        NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes;

    private const int LargestBuffer = 64 * 1024;

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly ChangeSignal _signal;

    /// <summary>Begins to watch.</summary>
    /// <param name="places">What is watched.</param>
    /// <param name="clock">Measures when it is quiet.</param>
    /// <exception cref="IdpException"><c>SourceUnwatchable</c>.</exception>
    public SourceWatch(IReadOnlySet<WatchedPlace> places, TimeProvider clock)
    {
        Places = places;
        _signal = new ChangeSignal(Quiet, Longest, clock);
        foreach (var place in places)
        {
            Watch(place);
        }
    }

    /// <summary>What is watched.</summary>
    public IReadOnlySet<WatchedPlace> Places { get; }

    /// <summary>Ends when something has changed since it ended last, and for a moment nothing more.</summary>
    public Task NextAsync(CancellationToken stop) => _signal.WaitAsync(stop);

    /// <inheritdoc/>
    public void Dispose() => _watchers.ForEach(watcher => watcher.Dispose());

    private void Watch(WatchedPlace place)
    {
        try
        {
            var watcher = new FileSystemWatcher(place.Directory)
            {
                NotifyFilter = Changes,
                IncludeSubdirectories = place.Below,
                InternalBufferSize = LargestBuffer,
            };
            _watchers.Add(watcher);
            watcher.Changed += (_, change) => Notice(place, change.Name);
            watcher.Created += (_, change) => Notice(place, change.Name);
            watcher.Deleted += (_, change) => Notice(place, change.Name);
            watcher.Renamed += (_, change) =>
            {
                Notice(place, change.OldName);
                Notice(place, change.Name);
            };

            // More happened than could be told: that, too, is a change.
            watcher.Error += (_, _) => _signal.Raise();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Dispose();
            throw PackageFailures.SourceUnwatchable(place.Directory, failure);
        }
    }

    private void Notice(WatchedPlace place, string? name)
    {
        // What git does for itself changes no content.
        var counts = place.File.Length == 0 ? name?.Split('/', '\\').Contains(".git", StringComparer.Ordinal) != true : name == place.File;
        if (counts)
        {
            _signal.Raise();
        }
    }
}
