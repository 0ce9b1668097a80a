using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>
/// A real etcd and a real kube-apiserver on the loopback address, with nothing else: no controllers, no nodes. Both end with this object
/// and with this process, and leave nothing.
/// </summary>
public sealed class LocalControlPlane : IAsyncDisposable
{
    // A port that was free may be taken before the program gets to it.
    private const int Attempts = 3;

    private readonly ControlPlanePrograms _programs;
    private readonly ReadinessProbe _probe;
    private readonly ControlPlaneFolder _folder = ControlPlaneFolder.Create();
    private readonly ControlPlaneCredentials _credentials;
    private readonly int _port;
    private readonly int _etcdPort = FreePort.Find();
    private GuardedProcess? _etcd;
    private GuardedProcess? _apiServer;

    private LocalControlPlane(ControlPlanePrograms programs, int port, TimeProvider clock)
    {
        _programs = programs;
        _port = port > 0 ? port : FreePort.Find();
        _probe = new ReadinessProbe(clock);
        _credentials = ControlPlaneCredentials.Create(_folder, clock);
        Address = new Uri($"https://127.0.0.1:{_port}/");
    }

    /// <summary>The API server's address.</summary>
    public Uri Address { get; }

    /// <summary>A bearer token of an administrator.</summary>
    public string Token => _credentials.Token;

    /// <summary>The PEM text of the authority behind the API server's certificate.</summary>
    public string CertificateAuthority => _credentials.AuthorityPem;

    /// <summary>The API server's version, such as <c>v1.20.2</c>.</summary>
    public string Version { get; private set; } = string.Empty;

    /// <summary>The certificate of an administrator, with its key; belongs to the control plane.</summary>
    public X509Certificate2 ClientCertificate => _credentials.Client;

    /// <summary>Starts a control plane; returns when its API can be used. When that fails nothing is left.</summary>
    /// <param name="programs">What to start.</param>
    /// <param name="port">The API server's port; 0 for a free one.</param>
    /// <param name="clock">Measures how long is waited.</param>
    /// <param name="stop">Ends what has been started.</param>
    /// <exception cref="Errors.IdpException"><c>ControlPlaneNotStarted</c>.</exception>
    public static async Task<LocalControlPlane> StartAsync(ControlPlanePrograms programs, int port, TimeProvider clock, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var controlPlane = new LocalControlPlane(programs, port, clock);
            try
            {
                await controlPlane.StartEtcdAsync(stop).ConfigureAwait(false);
                await controlPlane.StartApiServerAsync(stop).ConfigureAwait(false);
                return controlPlane;
            }
            catch (Errors.IdpException failure) when (failure.Message.Contains("address already in use", StringComparison.Ordinal))
            {
                await controlPlane.DisposeAsync().ConfigureAwait(false);
                if (port > 0 && failure.Message.Contains(programs.ApiServer, StringComparison.Ordinal))
                {
                    throw Errors.ClusterFailures.PortTaken(port, failure);
                }

                if (attempt == Attempts)
                {
                    throw;
                }
            }
            catch
            {
                await controlPlane.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Starts etcd where it does not run; what it stored is there again.</summary>
    public async Task StartEtcdAsync(CancellationToken stop)
    {
        _etcd ??= GuardedProcess.Start(_programs.Etcd, ControlPlaneArguments.Etcd(_credentials, _etcdPort));
        await _probe.ListensAsync(_etcd, _etcdPort, stop).ConfigureAwait(false);
    }

    /// <summary>Starts the API server where it does not run, and returns when it serves.</summary>
    public async Task StartApiServerAsync(CancellationToken stop)
    {
        _apiServer ??= GuardedProcess.Start(_programs.ApiServer, ControlPlaneArguments.ApiServer(_credentials, _port, _etcdPort));
        Version = await _probe.ServesAsync(_apiServer, Address, _credentials, stop).ConfigureAwait(false);
    }

    /// <summary>Kills etcd, as a crash would.</summary>
    public async Task KillEtcdAsync()
    {
        if (Interlocked.Exchange(ref _etcd, null) is { } process)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Kills the API server, as a crash would.</summary>
    public async Task KillApiServerAsync()
    {
        if (Interlocked.Exchange(ref _apiServer, null) is { } process)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillApiServerAsync().ConfigureAwait(false);
        await KillEtcdAsync().ConfigureAwait(false);
        _credentials.Client.Dispose();
        _folder.Dispose();
    }
}
