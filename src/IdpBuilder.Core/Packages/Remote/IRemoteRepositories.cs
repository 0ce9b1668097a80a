using System.Net;
using IdpBuilder.Errors;
using IdpBuilder.Reporting;

namespace IdpBuilder.Packages.Remote;

/// <summary>Fetches what git repositories somewhere else contain.</summary>
public interface IRemoteRepositories
{
    /// <summary>Writes the files of a revision into a folder; symbolic links become what they lead to.</summary>
    /// <param name="revision">What to fetch.</param>
    /// <param name="credential">Sent to the repository's own server when it asks; null for what the user's credential manager knows.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="reporter">Is told how far it is.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <returns>The commit's id, 40 hexadecimal digits.</returns>
    /// <exception cref="IdpException">The server, the repository or the revision cannot be reached, or holds what cannot be written.</exception>
    Task<string> FetchAsync(RemoteRevision revision, NetworkCredential? credential, string folder, IRunReporter reporter, CancellationToken stop);
}
