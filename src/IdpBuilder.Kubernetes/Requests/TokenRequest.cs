using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Makes the requests for tokens of service accounts.</summary>
internal static class TokenRequest
{
    private static readonly byte[] Content =
        """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":600}}"""u8.ToArray();

    /// <summary>The request for a token of an account, for the API server's own audiences. One issued in vain is good for nothing to nobody.</summary>
    public static ApiRequest For(string inNamespace, string account)
    {
        var path = new StringBuilder("api/v1/namespaces/")
            .Append(Uri.EscapeDataString(inNamespace)).Append("/serviceaccounts/").Append(Uri.EscapeDataString(account)).Append("/token");
        var target = new ResourceReference(new GroupVersionKind(string.Empty, "v1", "ServiceAccount"), inNamespace, account);
        return new ApiRequest(HttpMethod.Post, path.ToString(), "Issuing a token of", target.ToString()) { Body = Content, Target = target, Repeatable = true };
    }
}
