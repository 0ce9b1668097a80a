using System.Net;
using IdpBuilder.Errors;
using IdpBuilder.Packages.Remote;
using IdpBuilder.Reporting;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>Fetches from git servers with libgit2, one commit deep where the server allows it.</summary>
/// <param name="known">What the user's machine knows of credentials.</param>
public sealed class GitRepositories(IKnownCredentials known) : IRemoteRepositories
{
    /// <inheritdoc/>
    public async Task<string> FetchAsync(RemoteRevision revision, NetworkCredential? credential, string folder, IRunReporter reporter, CancellationToken stop)
    {
        NativeLibrary.Require();

        // libgit2 can be asked to end while it transfers, but not while it connects.
        var fetching = Task.Run(() => Fetch(revision, credential, folder, reporter, stop), stop);
        try
        {
            return await fetching.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!fetching.IsCompleted)
        {
            // What it still writes is not for anybody.
            _ = fetching.ContinueWith(_ => Remove(folder), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    private string Fetch(RemoteRevision revision, NetworkCredential? credential, string folder, IRunReporter reporter, CancellationToken stop)
    {
        var files = new WrittenFiles(folder, stop);
        return Fetch(revision, new RemoteAccess(revision.Url, credential, known), files, string.Empty, reporter, depth: 0, stop);
    }

    private static string Fetch(RemoteRevision revision, RemoteAccess access, WrittenFiles files, string below, IRunReporter reporter, int depth, CancellationToken stop)
    {
        var store = Directory.CreateTempSubdirectory("idpbuilder-git-").FullName;
        var activity = $"Fetching {revision.Url}";
        try
        {
            reporter.Progress(new ProgressReport(activity, "asking the server"));
            Repository.Init(store, isBare: true);
            using var repository = new Repository(store);
            var shown = 0;
            var commit = new RemoteFetch(repository, revision, access).Run(
                transferred =>
                {
                    // In a log each step is a line.
                    if (PercentOf(transferred) is var percent && percent / 10 > shown / 10)
                    {
                        shown = percent;
                        reporter.Progress(new ProgressReport(activity, $"{transferred.ReceivedObjects} of {transferred.TotalObjects} objects", Percent: percent));
                    }
                },
                stop);
            foreach (var submodule in new TreeWriter(commit.Tree, revision.Url, below, files).Write().Where(_ => revision.WithSubmodules))
            {
                var nested = Submodules.Of(commit.Tree, revision.Url, submodule, depth);
                Fetch(nested, access.For(nested.Url), files, $"{below}{submodule.Path}/", reporter, depth + 1, stop);
            }

            return commit.Sha;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw RemoteFailures.NotWritten(revision.Url, failure);
        }
        finally
        {
            reporter.Progress(new ProgressReport(activity, "done", Completed: true));
            Remove(store);
        }
    }

    private static int PercentOf(TransferProgress transferred) =>
        transferred.TotalObjects == 0 ? 0 : (int)(100L * transferred.ReceivedObjects / transferred.TotalObjects);

    private static void Remove(string folder)
    {
        try
        {
            // git's objects are read-only, which keeps Windows from deleting them.
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is gone, or somebody looks into it: the system clears its temporary files.
        }
    }
}
