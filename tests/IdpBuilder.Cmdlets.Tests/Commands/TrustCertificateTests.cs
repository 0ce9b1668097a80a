using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdpBuilder.Host;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Trust in a platform's certificate, of a user who has a home of his own: programs of .NET look there.</summary>
public sealed class TrustCertificateTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"core-{Guid.NewGuid():N}"[..20];
    private readonly ClusterObjects _objects;

    public TrustCertificateTests() =>
        _objects = new ClusterObjects(_engine.Run($"New-IdpCluster made -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'").Single<Cluster>());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Store => Path.Combine(_folder.Path, "home", ".dotnet", "corefx", "cryptography", "x509stores", "root");

    public void Dispose()
    {
        _engine.Run("Get-IdpCluster | Remove-IdpCluster");
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Programs_of_the_user_trust_the_pages_until_the_cluster_is_removed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere there is one store of the user, and nobody's home decides which");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "home"));

        var connect = $"Connect-IdpCluster -KubeConfig '{_folder.Path}/config' -Name {_name} -Timeout 5m";
        var count = $"[System.IO.Directory]::GetFiles('{Store}').Length";

        var (said, told) = await RunAsync($$"""
            {{connect}} -CorePackage traefik -HostName idp.test -TrustCertificate -WhatIf
            "a store: $([System.IO.Directory]::Exists('{{Store}}'))"
            {{connect}} -CorePackage traefik -HostName idp.test -TrustCertificate -Verbose
            """);

        Assert.Contains("Let the current user trust its certificate authority", said);
        Assert.Contains("a store: False", said);
        Assert.Contains($"Let the current user trust the certificate authority '{_name} (idp.test)'", told);
        Assert.Contains("only .NET programs", told);
        Assert.Single(Directory.GetFiles(Store));
        await using var page = new Page(await LeafAsync());
        var (answer, _) = await RunAsync($"[System.Net.Http.HttpClient]::new().GetStringAsync('https://localhost:{page.Port}/').GetAwaiter().GetResult()");
        Assert.Equal("hello", answer.Trim());

        (said, told) = await RunAsync($$"""
            $null = {{connect}} -CorePackage traefik -HostName idp.test -WarningVariable same
            $null = {{connect}} -CorePackage traefik -HostName other.test -WarningVariable other
            "reminded: $($same -match 'another certificate authority'), $(($other -match 'another certificate authority').Count)"
            $null = {{connect}} -TrustCertificate:$false
            "taken back: $({{count}})"
            $null = {{connect}} -TrustCertificate
            "again: $({{count}})"
            Remove-IdpCluster {{_name}}
            "removed: $({{count}})"
            """);

        Assert.Contains("reminded: , 1", said);
        Assert.Contains("taken back: 0", said);
        Assert.Contains("again: 1", said);
        Assert.Contains("removed: 0", said);
        Assert.Empty(Directory.GetFiles(Store));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "home"), _name, SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("-CorePackage traefik -TrustCertificate -Protocol http", "CertificateWithoutTls")]
    [InlineData("-TrustCertificate", "CertificateMissing")]
    [InlineData("-CorePackage argo-workflows -TrustCertificate", "CertificateMissing")]
    public async Task What_cannot_be_trusted_is_told_before_anything_is_touched(string choice, string id)
    {
        var before = await _objects.ReadAsync(Stop);

        var error = Assert.Single(_engine.Run($"Connect-IdpCluster -KubeConfig '{_folder.Path}/config' -Name {_name} {choice}").Errors);

        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId);
        Assert.Equal(before, await _objects.ReadAsync(Stop));
    }

    [Theory]
    [InlineData("-TrustCertificate -CorePackage @()", "CertificateMissing")]
    [InlineData("-TrustCertificate -CorePackage argocd -Protocol http", "CertificateWithoutTls")]
    [InlineData("-TrustCertificate -CorePackage argocd -Provider Embedded", "ParameterNotForProvider")]
    public void A_new_cluster_that_would_have_none_is_not_begun(string choice, string id) =>
        Assert.StartsWith($"{id},", _engine.Fail($"New-IdpCluster never {choice}").FullyQualifiedErrorId);

    private async Task<(string Output, string Told)> RunAsync(string script)
    {
        var start = new ProcessStartInfo("dotnet", (string[])[typeof(HostSession).Assembly.Location, "-Command", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = Path.Combine(_folder.Path, "home");
        start.Environment.Remove("XDG_DATA_HOME");
        using var host = Process.Start(start)!;
        var (output, errors) = (host.StandardOutput.ReadToEndAsync(Stop), host.StandardError.ReadToEndAsync(Stop));
        await host.WaitForExitAsync(Stop);
        Assert.True(host.ExitCode == 0, await errors);
        return (await output, await errors);
    }

    private async Task<X509Certificate2> LeafAsync()
    {
        await using var api = _objects.Connect();
        var secret = await api.GetAsync(new ResourceReference(new("", "v1", "Secret"), "ingress-nginx", "idpbuilder-cert"), Stop);
        string Read(string key) => Encoding.UTF8.GetString(Convert.FromBase64String((string)secret!.Json["data"]![key]!));
        return X509Certificate2.CreateFromPem(Read("tls.crt"), Read("tls.key"));
    }

    /// <summary>Answers everybody who shakes hands.</summary>
    private sealed class Page : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate;
        private readonly Task _serving;

        public Page(X509Certificate2 certificate)
        {
            _certificate = certificate;
            _listener.Start();
            _serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await Assert.ThrowsAnyAsync<Exception>(() => _serving);
            _certificate.Dispose();
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(Stop);
                await using var stream = new SslStream(client.GetStream());
                try
                {
                    await stream.AuthenticateAsServerAsync(_certificate);
                    await stream.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, Stop);
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray(), Stop);
                }
                catch (Exception broken) when (broken is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // Whoever does not trust it hangs up, and says so himself.
                }
            }
        }
    }
}
