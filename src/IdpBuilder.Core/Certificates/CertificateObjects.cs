using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Certificates;

/// <summary>Where a cluster keeps the certificates of its platform, under the Go tool's names.</summary>
internal static class CertificateObjects
{
    /// <summary>Label: what this module made, and may make anew.</summary>
    public const string Label = "idpbuilder.io/certificate";

    private const string Certificate = "tls.crt";
    private const string Key = "tls.key";
    private const string Trusted = "ca.crt";
    private const string TlsType = "kubernetes.io/tls";

    private static readonly GroupVersionKind Secret = new(string.Empty, "v1", "Secret");
    private static readonly GroupVersionKind ConfigMap = new(string.Empty, "v1", "ConfigMap");

    /// <summary>The authority with its key; nobody but administrators may read Secrets of that namespace.</summary>
    public static ResourceReference Authority { get; } = new(Secret, DirectRecords.Namespace, "idpbuilder-ca");

    /// <summary>The certificate that the ingress serves where an Ingress names no other.</summary>
    public static ResourceReference Ingress { get; } = new(Secret, "ingress-nginx", "idpbuilder-cert");

    /// <summary>The authority's certificate for whoever wants to trust it; no key.</summary>
    public static ResourceReference Public { get; } = new(Secret, "default", "idpbuilder-cert");

    /// <summary>The certificate of Argo CD's own pages.</summary>
    public static ResourceReference ArgoCd { get; } = new(Secret, CoreSecret.ArgoCd.Namespace, "argocd-server-tls");

    /// <summary>The authorities that Argo CD trusts, by host.</summary>
    public static ResourceReference ArgoCdTrust { get; } = new(ConfigMap, CoreSecret.ArgoCd.Namespace, "argocd-tls-certs-cm");

    /// <summary>Whether this module made an object.</summary>
    public static bool IsOurs(Manifest manifest) => manifest.Label(Label) is not null;

    /// <summary>The certificate and key of a Secret; null when there is none.</summary>
    public static PemCertificate? Read(Manifest? secret) => secret is null ? null : new PemCertificate(SecretData.Read(secret, Certificate), SecretData.Read(secret, Key));

    /// <summary>The authority that a Secret names; empty when there is none.</summary>
    public static string ReadTrusted(Manifest? secret) => SecretData.Read(secret, Trusted);

    /// <summary>The Secret of the authority.</summary>
    public static Manifest OfAuthority(CertificateAuthority authority)
    {
        var kept = authority.Export();
        return Make(Authority, TlsType, "authority", (Certificate, kept.Certificate), (Key, kept.Key));
    }

    /// <summary>A Secret of a certificate.</summary>
    public static Manifest OfLeaf(ResourceReference where, PemCertificate leaf, string authority) =>
        Make(where, TlsType, "leaf", (Certificate, leaf.Certificate), (Key, leaf.Key), (Trusted, authority));

    /// <summary>The Secret of what others are to trust.</summary>
    public static Manifest OfPublic(string authority) => Make(Public, "Opaque", "trust", (Trusted, authority));

    /// <summary>The entries of Argo CD's trust for the host and its git server; those of other hosts stay.</summary>
    public static Manifest OfArgoCdTrust(HostNames names, string authority) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = ArgoCdTrust.Name, ["namespace"] = ArgoCdTrust.Namespace },
        ["data"] = new JsonObject(new[] { names.Host, names.Git }.Distinct(StringComparer.Ordinal).Select(host => KeyValuePair.Create(host, (JsonNode?)authority))),
    });

    private static Manifest Make(ResourceReference where, string type, string role, params (string Key, string Value)[] values) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = where.Name, ["namespace"] = where.Namespace, ["labels"] = new JsonObject { [Label] = role } },
        ["type"] = type,
        ["data"] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Value))))),
    });
}
