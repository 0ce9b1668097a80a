using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Git.Gitea;

/// <summary>Makes the owner's access token, with his password, and keeps it in the cluster's Secret; packages look for it there.</summary>
/// <param name="api">The cluster's API.</param>
internal sealed class GiteaTokens(IKubernetesApi api)
{
    private const string Key = "token";
    private const int MostAttempts = 4;

    // As with generated values: what is applied of the Secret later does not have it, and must not take it away.
    private static readonly WriteOptions Write = new(FieldManager: "idpbuilder-generated");

    /// <summary>Makes a token in the place of one that does not serve. Of two who do so at once, the one whose token is not kept takes it back.</summary>
    /// <param name="known">What the Secret has instead of a token that serves; empty for nothing.</param>
    /// <param name="administrator">The way to the server with the owner's password.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task ReplaceAsync(string known, GiteaConnection administrator, CancellationToken stop)
    {
        var gitea = new GiteaApi(administrator);
        for (var attempt = 1; await FindAsync(stop).ConfigureAwait(false) is { } secret && TokenOf(secret) == known; attempt++)
        {
            var name = $"idpbuilder-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
            var token = await gitea.MakeTokenAsync(name, stop).ConfigureAwait(false);
            try
            {
                await KeepAsync(secret, token, stop).ConfigureAwait(false);
                return;
            }
            catch (KubernetesApiException refused)
            {
                // The answer may have been lost, and the token be there.
                if (TokenOf(await FindAsync(stop).ConfigureAwait(false)) == token)
                {
                    return;
                }

                await gitea.RemoveTokenAsync(name, stop).ConfigureAwait(false);
                if (refused.Code != 409 || attempt == MostAttempts)
                {
                    throw;
                }
            }
        }
    }

    private Task<Manifest?> FindAsync(CancellationToken stop) => api.GetAsync(CoreSecret.Gitea.Reference, stop);

    private Task KeepAsync(Manifest secret, string token, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = secret.ResourceVersion },
            ["data"] = new JsonObject { [Key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(token)) },
        };
        return api.PatchAsync(CoreSecret.Gitea.Reference, ManifestPatch.Merge(body), Write, stop);
    }

    private static string TokenOf(Manifest? secret) =>
        secret is null ? string.Empty : Encoding.UTF8.GetString(Convert.FromBase64String(secret.Json.Child("data").Text(Key)));
}
