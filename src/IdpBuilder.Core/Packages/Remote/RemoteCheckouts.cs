using System.Net;
using IdpBuilder.Errors;
using IdpBuilder.Reporting;

namespace IdpBuilder.Packages.Remote;

/// <summary>Repositories that were fetched to read packages from them; disposing removes their files.</summary>
/// <param name="remotes">Makes what fetches, when it is needed.</param>
/// <param name="credential">For servers that ask for one; null for what the user's credential manager knows.</param>
/// <param name="reporter">Is told how far it is.</param>
public sealed class RemoteCheckouts(Func<IRemoteRepositories> remotes, NetworkCredential? credential, IRunReporter reporter) : IDisposable
{
    private readonly Dictionary<RemoteRevision, string> _folders = [];
    private string? _folder;

    /// <summary>The sources with those that are addresses fetched; each revision is fetched once.</summary>
    /// <exception cref="IdpException">One cannot be fetched, or does not contain the path.</exception>
    public async Task<IReadOnlyList<PackageSource>> FetchAsync(IEnumerable<PackageSource> sources, CancellationToken stop)
    {
        var fetched = new List<PackageSource>();
        foreach (var source in sources)
        {
            fetched.Add(RemoteAddress.IsOne(source.Path) ? await FetchAsync(source, RemoteAddress.Parse(source.Path), stop).ConfigureAwait(false) : source);
        }

        return fetched;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_folder is not null)
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A fetch that was broken off has not ended yet; it clears up behind itself.
        }
    }

    private async Task<PackageSource> FetchAsync(PackageSource source, RemoteAddress address, CancellationToken stop)
    {
        if (!_folders.TryGetValue(address.Revision, out var root))
        {
            _folder ??= Directory.CreateTempSubdirectory("idpbuilder-remote-").FullName;
            root = Path.Combine(_folder, $"{_folders.Count}", NameOf(address.Revision.Url));
            Directory.CreateDirectory(root);
            var commit = await remotes().FetchAsync(address.Revision, credential, root, reporter, stop).ConfigureAwait(false);
            reporter.Verbose($"Fetched {address.Revision.Url} at {commit}.");
            _folders[address.Revision] = root;
        }

        var location = Path.Combine(root, address.Path.Replace('/', Path.DirectorySeparatorChar));
        return Path.Exists(location)
            ? source with { Checkout = new SourceCheckout(address, root, location) }
            : throw RemoteFailures.PathMissing(address);
    }

    // What a directory is called names the packages and repositories made of it.
    private static string NameOf(string url)
    {
        var name = url[(url.LastIndexOf('/') + 1)..];
        return name.EndsWith(".git", StringComparison.Ordinal) && name.Length > 4 ? name[..^4] : name;
    }
}
