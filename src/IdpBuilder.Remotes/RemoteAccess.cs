using System.Net;
using IdpBuilder.Errors;
using LibGit2Sharp;
using LibGit2Sharp.Handlers;

namespace IdpBuilder.Remotes;

/// <summary>Answers a server that asks who is there: with the credential that was given, to its own server alone, or with what the machine knows.</summary>
internal sealed class RemoteAccess(string url, NetworkCredential? given, IKnownCredentials known)
{
    private readonly Uri _url = new(url);
    private readonly Lazy<NetworkCredential?> _credential = new(() => given ?? known.Find(new Uri(url)));

    /// <summary>Why there is no answer; null while there is one.</summary>
    public IdpException? Failure { get; private set; }

    private bool IsEncrypted => _url.Scheme == Uri.UriSchemeHttps || _url.IsLoopback;

    /// <summary>The access to another repository on the way.</summary>
    public RemoteAccess For(string other) => new(other, new Uri(other).Authority == _url.Authority ? given : null, known);

    /// <summary>Answers during one exchange with the server.</summary>
    public CredentialsHandler Answers()
    {
        var answered = false;
        return (asking, _, _) =>
        {
            // A second question means that the first answer was wrong; and a redirection may ask for somebody else.
            var isOurs = Uri.TryCreate(asking, UriKind.Absolute, out var server) && server.Authority == _url.Authority;
            Failure = !IsEncrypted ? RemoteFailures.NotEncrypted(url)
                : answered || !isOurs || _credential.Value is null ? RemoteFailures.Refused(url, given is not null)
                : null;
            answered = true;
            return Failure is null
                ? new UsernamePasswordCredentials { Username = _credential.Value!.UserName, Password = _credential.Value.Password }
                : throw Failure;
        };
    }
}
