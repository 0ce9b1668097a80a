using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>Reads how a kubeconfig's user proves who it is.</summary>
internal static class UserSection
{
    /// <summary>Where the user's credential comes from; of several ways kubectl's order counts: token file, token, name and password, program.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cluster">The context's cluster, of which a program is told.</param>
    /// <param name="clock">Measures the age of credentials.</param>
    public static ICredentialSource Read(ContextSection user, ContextSection cluster, TimeProvider clock)
    {
        var certificate = Certificate(user);
        if (user.FilePath("tokenFile") is { Length: > 0 } path)
        {
            return new TokenFileCredential(path, certificate, clock);
        }

        if (user.Text("token") is { Length: > 0 } token)
        {
            return new FixedCredential(new RequestCredential(Header(user, "Bearer", token), certificate));
        }

        if (user.Text("username") is { Length: > 0 } name)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{user.Text("password")}"));
            return new FixedCredential(new RequestCredential(Header(user, "Basic", pair), certificate));
        }

        if (user.Content.Child("exec") is { } exec)
        {
            return new ExecCredential(ExecSection.Read(user, exec, cluster), clock);
        }

        if (user.Content.Child("auth-provider") is { } provider)
        {
            throw user.Invalid($"logs in with the auth-provider '{provider.Text("name")}', which Kubernetes removed in 1.26; use a credential program (exec) instead");
        }

        return new FixedCredential(new RequestCredential(null, certificate));
    }

    /// <summary>The headers that make a request somebody else's, for users with <c>as</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Impersonation(ContextSection user)
    {
        var headers = new List<KeyValuePair<string, string>>();
        Add("Impersonate-User", user.Text("as"));
        Add("Impersonate-Uid", user.Text("as-uid"));
        foreach (var group in user.Content.Texts("as-groups"))
        {
            Add("Impersonate-Group", group);
        }

        foreach (var (key, _) in user.Content.Child("as-user-extra") ?? [])
        {
            foreach (var value in user.Content.Child("as-user-extra").Texts(key))
            {
                Add("Impersonate-Extra-" + Uri.EscapeDataString(key), value);
            }
        }

        return headers;

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                headers.Add(KeyValuePair.Create(name, value));
            }
        }
    }

    private static AuthenticationHeaderValue Header(ContextSection user, string scheme, string value) =>
        value.Any(char.IsControl)
            ? throw user.Invalid("has a 'token' with line breaks or control characters")
            : new AuthenticationHeaderValue(scheme, value);

    private static X509Certificate2? Certificate(ContextSection user)
    {
        var (certificate, key) = (user.Material("client-certificate"), user.Material("client-key"));
        if (certificate.Length == 0 != (key.Length == 0))
        {
            throw user.Invalid("has one of 'client-certificate' and 'client-key' without the other");
        }

        try
        {
            return certificate.Length == 0 ? null : ClientCertificate.Of(certificate, key);
        }
        catch (CryptographicException exception)
        {
            throw user.Invalid($"has a client certificate that cannot be used ({exception.Message})");
        }
    }
}
