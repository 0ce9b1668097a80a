using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Embedded.Certificates;

namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>The keys of one control plane, made anew for each and kept in its folder.</summary>
internal sealed class ControlPlaneCredentials
{
    private const string Administrators = "system:masters";

    private ControlPlaneCredentials(string folder) => Folder = folder;

    /// <summary>The folder that holds the files below.</summary>
    public string Folder { get; }

    /// <summary>A bearer token of an administrator.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <summary>The authority that vouches for the API server, and for its clients.</summary>
    public required string AuthorityPem { get; init; }

    /// <summary>The certificate of an administrator, with its key.</summary>
    public required X509Certificate2 Client { get; init; }

    /// <summary>The authority of the API's certificates.</summary>
    public string Authority => At("ca.crt");

    /// <summary>The API server's certificate.</summary>
    public string ServerCertificate => At("server.crt");

    /// <summary>The key of the API server's certificate.</summary>
    public string ServerKey => At("server.key");

    /// <summary>The authority of etcd and of those who may speak to it: the API server alone.</summary>
    public string EtcdAuthority => At("etcd-ca.crt");

    /// <summary>The certificate of etcd.</summary>
    public string EtcdCertificate => At("etcd.crt");

    /// <summary>The key of etcd's certificate.</summary>
    public string EtcdKey => At("etcd.key");

    /// <summary>The certificate with which the API server speaks to etcd.</summary>
    public string EtcdClientCertificate => At("etcd-client.crt");

    /// <summary>The key of that certificate.</summary>
    public string EtcdClientKey => At("etcd-client.key");

    /// <summary>The key that signs the tokens of service accounts.</summary>
    public string ServiceAccountKey => At("service-accounts.key");

    /// <summary>The bearer tokens that the API server accepts.</summary>
    public string Tokens => At("tokens.csv");

    /// <summary>Makes all keys and writes them to a folder.</summary>
    public static ControlPlaneCredentials Create(ControlPlaneFolder folder, TimeProvider clock)
    {
        using var authority = new LoopbackAuthority("idpbuilder control plane", clock);
        using var etcdAuthority = new LoopbackAuthority("idpbuilder etcd", clock);
        var credentials = new ControlPlaneCredentials(folder.Path)
        {
            AuthorityPem = authority.Pem,
            Client = authority.IssueClient("idpbuilder", Administrators),
        };
        folder.Write("ca.crt", authority.Pem);
        folder.Write("etcd-ca.crt", etcdAuthority.Pem);
        Write(folder, "server", authority.IssueServer());
        Write(folder, "etcd", etcdAuthority.IssueServer());
        Write(folder, "etcd-client", etcdAuthority.IssueClient("kube-apiserver", "idpbuilder"));
        using var serviceAccounts = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        folder.Write("service-accounts.key", serviceAccounts.ExportECPrivateKeyPem());
        folder.Write("tokens.csv", $"{credentials.Token},idpbuilder,idpbuilder,\"{Administrators}\"\n");
        return credentials;
    }

    private static void Write(ControlPlaneFolder folder, string name, X509Certificate2 certificate)
    {
        using (certificate)
        {
            using var key = certificate.GetECDsaPrivateKey()!;
            folder.Write($"{name}.crt", certificate.ExportCertificatePem());
            folder.Write($"{name}.key", key.ExportECPrivateKeyPem());
        }
    }

    private string At(string name) => Path.Combine(Folder, name);
}
