using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Platform;

namespace IdpBuilder.Secrets;

/// <summary>
/// The administrator of the git server. Gitea is given the password of its Secret whenever its Pod starts: where one runs already, it is
/// started anew.
/// </summary>
/// <param name="api">The cluster.</param>
internal sealed class GiteaCredential(IKubernetesApi api)
{
    private const string Name = "username";
    private const string Password = "password";

    private readonly SecretReaders _readers = new(api, CoreSecret.Gitea.Reference);

    /// <summary>What is still to be done for a credential; null for nothing.</summary>
    /// <exception cref="IdpException"><c>CredentialUserNameFixed</c>: the administrator has another name.</exception>
    public async Task<PlatformChange?> FindAsync(PlatformCredential wanted, CancellationToken stop)
    {
        var secret = await api.GetAsync(CoreSecret.Gitea.Reference, stop).ConfigureAwait(false);
        var name = SecretData.Read(secret, Name);
        if (name.Length > 0 && wanted.UserName.Length > 0 && !string.Equals(name, wanted.UserName, StringComparison.OrdinalIgnoreCase))
        {
            throw CredentialFailures.UserNameFixed(name, wanted.UserName);
        }

        if (SecretData.Read(secret, Password) == wanted.Password)
        {
            // Whoever changed it may have been broken off before its reader was told.
            return await _readers.AreCurrentAsync(secret, stop).ConfigureAwait(false) ? null : Change("Start the git server anew with its password", _readers.RestartAsync);
        }

        var known = name.Length > 0 ? name : wanted.UserName;
        return Change($"Set the password of the git server's administrator{(known.Length > 0 ? $" '{known}'" : string.Empty)}", ending => SetAsync(known, wanted.Password, ending));
    }

    private static PlatformChange Change(string description, Func<CancellationToken, Task> make) => new(CoreSecret.Gitea.Package, description, make);

    private async Task SetAsync(string name, string password, CancellationToken stop)
    {
        var reference = CoreSecret.Gitea.Reference;
        await Namespaces.EnsureAsync(api, reference.Namespace, stop).ConfigureAwait(false);
        var values = new Dictionary<string, string> { [Name] = name, [Password] = password };
        var mark = await _readers.ExistAsync(stop).ConfigureAwait(false) ? SecretReaders.Changed() : null;
        await api.ApplyAsync(SecretData.Write(reference, values, mark), PlatformCredentials.Write, stop).ConfigureAwait(false);
        await _readers.RestartAsync(stop).ConfigureAwait(false);
    }
}
