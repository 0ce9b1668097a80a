using System.Diagnostics;

namespace IdpBuilder.Tests.Http.Kubectl;

/// <summary>A real <c>kubectl</c>, with a kubeconfig and a cache of its own.</summary>
/// <param name="folder">Where the kubeconfig is, and the cache may be.</param>
internal sealed class KubectlProcess(string folder)
{
    /// <summary>The kubeconfig that it reads.</summary>
    public string KubeConfig { get; } = Path.Combine(folder, "kubeconfig");

    private static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Any(path => File.Exists(Path.Combine(path, OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl")));

    /// <summary>Skips the test where there is no kubectl.</summary>
    public static void Require() => Assert.SkipUnless(IsInstalled, "there is no kubectl on the PATH");

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
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
            Environment = { ["KUBECONFIG"] = KubeConfig, ["KUBECTL_EXTERNAL_DIFF"] = "diff -u" },
        };
        foreach (var argument in arguments.Prepend(Path.Combine(folder, "cache")).Prepend("--cache-dir"))
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
}
