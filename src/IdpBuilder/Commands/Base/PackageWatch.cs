using IdpBuilder.Errors;
using IdpBuilder.Packages;
using IdpBuilder.Packages.Watching;
using IdpBuilder.Pipeline;
using IdpBuilder.Reporting;

namespace IdpBuilder.Commands.Base;

/// <summary>Updates packages whenever their files change, until it is stopped.</summary>
internal sealed class PackageWatch : IDisposable
{
    private readonly PackageUpdate _update;
    private readonly CommandPipeline _pipeline;
    private SourceWatch _watch;
    private string _known;

    /// <summary>Begins to watch.</summary>
    /// <param name="update">Updates the packages.</param>
    /// <param name="installed">What was read for it when it was done last.</param>
    /// <param name="pipeline">Where packages and errors are written.</param>
    public PackageWatch(PackageUpdate update, PackageSet installed, CommandPipeline pipeline)
    {
        (_update, _pipeline, _known) = (update, pipeline, PackageFingerprint.Of(installed));
        _watch = new SourceWatch(WatchedPlaces.Of(update.Sources, installed), Services.Clock);
    }

    /// <summary>A mistake in a file, or a cluster that is away, is told, and the next change tried again.</summary>
    /// <param name="name">What the packages are called together, for the progress.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task RunAsync(string name, CancellationToken stop)
    {
        var reporter = new PipelineReporter(_pipeline);
        var activity = $"Watching {name}";
        try
        {
            // What was changed before the watch began is found by reading once more.
            while (true)
            {
                await UpdateAsync(stop).ConfigureAwait(false);
                reporter.Progress(new ProgressReport(activity, "waiting for changes; Ctrl+C ends it"));
                await _watch.NextAsync(stop).ConfigureAwait(false);
            }
        }
        finally
        {
            reporter.Progress(new ProgressReport(activity, "ended", Completed: true));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watch.Dispose();

    private async Task UpdateAsync(CancellationToken stop)
    {
        try
        {
            var read = await _update.ReadAsync(stop).ConfigureAwait(false);
            while (Move(read))
            {
                read = await _update.ReadAsync(stop).ConfigureAwait(false);
            }

            // Files that are saved as they were, or ignored by git, change nothing.
            var now = PackageFingerprint.Of(read);
            if (now != _known)
            {
                await _update.InstallAsync(read, stop).ConfigureAwait(false);
                _known = now;
            }
        }
        catch (IdpException failure)
        {
            _known = string.Empty;
            await _pipeline.WriteErrorAsync(ErrorRecords.From(failure)).ConfigureAwait(false);
        }
    }

    // Where other places are watched from now on, what changed there before has to be read.
    private bool Move(PackageSet read)
    {
        var places = WatchedPlaces.Of(_update.Sources, read);
        if (places.SetEquals(_watch.Places))
        {
            return false;
        }

        var former = _watch;
        _watch = new SourceWatch(places, Services.Clock);
        former.Dispose();
        return true;
    }
}
