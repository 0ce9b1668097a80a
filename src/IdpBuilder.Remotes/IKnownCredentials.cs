using System.Net;

namespace IdpBuilder.Remotes;

/// <summary>What the user's machine knows of user names and passwords.</summary>
public interface IKnownCredentials
{
    /// <summary>The credential for a repository; null when none is known. Nobody is asked.</summary>
    /// <param name="url">The repository.</param>
    NetworkCredential? Find(Uri url);
}
