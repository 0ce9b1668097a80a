namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>The command lines, of options that every version from 1.20 up has.</summary>
internal static class ControlPlaneArguments
{
    /// <summary>etcd, for one member and one user.</summary>
    public static IReadOnlyList<string> Etcd(ControlPlaneCredentials credentials, int port) =>
    [
        $"--data-dir={Path.Combine(credentials.Folder, "etcd")}",
        $"--listen-client-urls=https://127.0.0.1:{port}",
        $"--advertise-client-urls=https://127.0.0.1:{port}",
        $"--cert-file={credentials.EtcdCertificate}",
        $"--key-file={credentials.EtcdKey}",
        $"--trusted-ca-file={credentials.EtcdAuthority}",
        "--client-cert-auth=true",

        // There are no peers; the port that etcd insists on is any free one and lets nobody in.
        "--listen-peer-urls=https://127.0.0.1:0",
        $"--peer-cert-file={credentials.EtcdCertificate}",
        $"--peer-key-file={credentials.EtcdKey}",
        $"--peer-trusted-ca-file={credentials.EtcdAuthority}",
        "--peer-client-cert-auth=true",
        "--initial-advertise-peer-urls=https://localhost:2380",
        "--initial-cluster=default=https://localhost:2380",

        // An election without opponents need not take a second.
        "--heartbeat-interval=20",
        "--election-timeout=200",
    ];

    /// <summary>The API server.</summary>
    public static IReadOnlyList<string> ApiServer(ControlPlaneCredentials credentials, int port, int etcdPort) =>
    [
        $"--etcd-servers=https://127.0.0.1:{etcdPort}",
        $"--etcd-cafile={credentials.EtcdAuthority}",
        $"--etcd-certfile={credentials.EtcdClientCertificate}",
        $"--etcd-keyfile={credentials.EtcdClientKey}",
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        $"--secure-port={port}",
        $"--cert-dir={credentials.Folder}",
        $"--tls-cert-file={credentials.ServerCertificate}",
        $"--tls-private-key-file={credentials.ServerKey}",
        $"--client-ca-file={credentials.Authority}",
        $"--token-auth-file={credentials.Tokens}",
        "--authorization-mode=Node,RBAC",
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        $"--service-account-key-file={credentials.ServiceAccountKey}",
        $"--service-account-signing-key-file={credentials.ServiceAccountKey}",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--allow-privileged=true",

        // The endpoint of the service "kubernetes" cannot be a loopback address, and nothing in the cluster would use it.
        "--endpoint-reconciler-type=none",

        // It refuses Pods until a controller has made a token for their account.
        "--disable-admission-plugins=ServiceAccount",
    ];
}
