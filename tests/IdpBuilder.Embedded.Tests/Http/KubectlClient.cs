using System.Diagnostics;
using IdpBuilder.Embedded.Http.Loopback;

namespace IdpBuilder.Tests.Http;

/// <summary>A real <c>kubectl</c> that speaks to a listener, with files of its own.</summary>
internal sealed class KubectlClient : IAsyncDisposable
{
    private readonly ApiClient _client = new();
    private readonly LoopbackListener _listener;
    private readonly string _folder = Directory.CreateTempSubdirectory("idp-kubectl-").FullName;

    private KubectlClient()
    {
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

    /// <summary>Starts a cluster; skips the test where there is no kubectl.</summary>
    public static KubectlClient Start()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl")));
        Assert.SkipUnless(found, "there is no kubectl on the PATH");
        return new KubectlClient();
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs kubectl and returns what it printed.</summary>
    public async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KUBECONFIG"] = Path.Combine(_folder, "kubeconfig"), ["KUBECTL_EXTERNAL_DIFF"] = "diff -u" },
        };
        foreach (var argument in arguments.Prepend(Path.Combine(_folder, "cache")).Prepend("--cache-dir"))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == exitCode, $"kubectl {string.Join(' ', arguments)}: {process.ExitCode} {await output} {await error}");
        return await output + await error;
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
