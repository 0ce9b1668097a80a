using IdpBuilder.Errors;
using IdpBuilder.Packages.Remote;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>Brings one commit of a remote repository into a local store.</summary>
internal sealed class RemoteFetch(Repository repository, RemoteRevision revision, RemoteAccess access)
{
    private const string Ours = "refs/idpbuilder/wanted";
    private const int MostNamed = 20;
    private const int WholeId = 40;

    private bool IsShallow => new Uri(revision.Url).Scheme != Uri.UriSchemeFile;

    /// <summary>Fetches; a name is taken for a tag, then for a branch, then for a commit.</summary>
    public Commit Run(Action<TransferProgress> transferred, CancellationToken stop)
    {
        try
        {
            repository.Network.Remotes.Add("origin", revision.Url);
            var known = repository.Network.ListReferences(revision.Url, access.Answers()).OfType<Reference>().ToArray();
            return Find(known, transferred, stop) ?? throw RemoteFailures.RevisionMissing(revision, NamesOf(known));
        }
        catch (UserCancelledException)
        {
            throw new OperationCanceledException(stop);
        }
        catch (LibGit2SharpException failure)
        {
            throw access.Failure ?? RemoteFailures.NotFetched(revision.Url, Sentence(failure.Message), failure);
        }
    }

    private Commit? Find(Reference[] known, Action<TransferProgress> transferred, CancellationToken stop)
    {
        if (revision.Reference.Length == 0)
        {
            return Array.Exists(known, reference => reference.CanonicalName == "HEAD") ? Fetch("HEAD", transferred, stop) : null;
        }

        foreach (var name in new[] { revision.Reference, $"refs/tags/{revision.Reference}", $"refs/heads/{revision.Reference}" })
        {
            if (Array.Exists(known, reference => reference.CanonicalName == name))
            {
                return Fetch(name, transferred, stop);
            }
        }

        return IsCommit(revision.Reference) ? FindCommit(transferred, stop) : null;
    }

    private Commit Fetch(string name, Action<TransferProgress> transferred, CancellationToken stop)
    {
        Fetch([$"+{name}:{Ours}"], IsShallow, transferred, stop);
        return repository.Lookup(Ours)?.Peel<Commit>() ?? throw RemoteFailures.RevisionMissing(revision, []);
    }

    // Servers need not give a commit that no name leads to directly, and an abbreviation they do not know: then everything is fetched.
    private Commit? FindCommit(Action<TransferProgress> transferred, CancellationToken stop)
    {
        if (revision.Reference.Length == WholeId && IsShallow)
        {
            try
            {
                return Fetch(revision.Reference, transferred, stop);
            }
            catch (LibGit2SharpException) when (access.Failure is null)
            {
                stop.ThrowIfCancellationRequested();
            }
        }

        Fetch(["+refs/*:refs/idpbuilder/all/*"], shallow: false, transferred, stop);
        return repository.Lookup<Commit>(revision.Reference);
    }

    private void Fetch(string[] names, bool shallow, Action<TransferProgress> transferred, CancellationToken stop)
    {
        var options = new FetchOptions
        {
            TagFetchMode = TagFetchMode.None,
            CredentialsProvider = access.Answers(),
            OnTransferProgress = progress =>
            {
                transferred(progress);
                return !stop.IsCancellationRequested;
            },
        };
        options.ProxyOptions.ProxyType = ProxyType.Auto;
        if (shallow)
        {
            options.Depth = 1;
        }

        Commands.Fetch(repository, "origin", names, options, logMessage: null);
    }

    private static bool IsCommit(string text) => text.Length is >= 4 and <= WholeId && text.All(char.IsAsciiHexDigit);

    private static IEnumerable<string> NamesOf(Reference[] known)
    {
        var names = known.Select(reference => reference.CanonicalName)
            .Where(name => name.StartsWith("refs/heads/", StringComparison.Ordinal) || (name.StartsWith("refs/tags/", StringComparison.Ordinal) && !name.EndsWith("^{}", StringComparison.Ordinal)))
            .Select(name => $"'{name[(name.IndexOf('/', 5) + 1)..]}'")
            .ToArray();
        return names.Length <= MostNamed ? names : [.. names.Take(MostNamed), $"{names.Length - MostNamed} others"];
    }

    private static string Sentence(string text) => text.TrimEnd().EndsWith('.') ? text.TrimEnd() : text.TrimEnd() + ".";
}
