using IdpBuilder.Embedded.Http.Loopback;

namespace IdpBuilder.Tests.Http.Kubectl;

/// <summary>A real <c>kubectl</c> that speaks to an API server alone.</summary>
internal sealed class KubectlClient : IAsyncDisposable
{
    private readonly ApiClient _client = new();
    private readonly LoopbackListener _listener;
    private readonly string _folder = Directory.CreateTempSubdirectory("idp-kubectl-").FullName;

    private readonly KubectlProcess _kubectl;

    private KubectlClient()
    {
        _kubectl = new KubectlProcess(_folder);
        _listener = _client.Api.Listen(0);
        var authority = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(_listener.CertificateAuthority));
        Write("kubeconfig", $$$"""
            apiVersion: v1
            kind: Config
            current-context: e
            contexts: [{name: e, context: {cluster: e, user: e}}]
            clusters: [{name: e, cluster: {server: "{{{_listener.Address}}}", certificate-authority-data: {{{authority}}}}}]
            users: [{name: e, user: {token: {{{ApiClient.Token}}}}}]
            """);
    }

    /// <summary>Starts a server; skips the test where there is no kubectl.</summary>
    public static KubectlClient Start()
    {
        KubectlProcess.Require();
        return new KubectlClient();
    }

    public string Write(string name, string text) => _kubectl.Write(name, text);

    /// <summary>Runs kubectl and returns what it printed.</summary>
    public Task<string> RunAsync(int exitCode, params string[] arguments) => _kubectl.RunAsync(exitCode, arguments);

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
