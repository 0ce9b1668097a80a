using System.Diagnostics;
using System.Globalization;
using IdpBuilder.Benchmarks.Samples;
using IdpBuilder.Host;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>
/// Argo CD's own install manifest (<c>ARGOCD_INSTALL_MANIFEST</c>) applied by <c>Install-IdpPackage -Direct</c>, in a warm session and in a
/// process of its own, and by <c>kubectl apply --server-side</c>, turn by turn on the same API server.
/// </summary>
internal static class ArgoCdScenario
{
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var manifest = Environment.GetEnvironmentVariable("ARGOCD_INSTALL_MANIFEST") is { Length: > 0 } named
            ? named
            : throw new InvalidOperationException("ARGOCD_INSTALL_MANIFEST names no file; Argo CD publishes it as manifests/install.yaml.");
        await using var server = await RealServer.StartAsync();
        using var folder = new SampleFolder();
        using var engine = Engine.WithModule();
        engine.ConnectTo(server);
        var created = new PairedTimes("Argo CD's install manifest");
        var unchanged = new PairedTimes("the same again with nothing to change");
        var alone = new PairedTimes("in a process of its own, without the engine's own start");
        server.Kubectl("create", "namespace", "kubectl");

        // The first round warms both up. Cluster-wide objects are deleted between turns; no controller runs that would end a namespace.
        for (var round = 0; round <= Rounds; round++)
        {
            var warm = SamplePackages.CopyComplete(manifest, folder, string.Create(CultureInfo.InvariantCulture, $"warm-{round}"));
            var (mine, again) = (engine.InstallDirectly(warm), engine.InstallDirectly(warm));
            Delete(server, Path.GetFileName(warm), warm);
            var (theirs, theirsAgain) = (server.KubectlApply("kubectl", warm), server.KubectlApply("kubectl", warm));
            Delete(server, "kubectl", warm);
            var cold = SamplePackages.CopyComplete(manifest, folder, string.Create(CultureInfo.InvariantCulture, $"cold-{round}"));
            var process = Run($"Connect-IdpCluster -KubeConfig '{server.KubeConfig}' -Context {RealServer.Context} | Out-Null; $null = Install-IdpPackage -LiteralPath '{cold}' -Direct") - Run("$null = Get-Module");
            Delete(server, Path.GetFileName(cold), cold);
            if (round > 0)
            {
                created.Add(mine, theirs);
                unchanged.Add(again, theirsAgain);
                alone.Add(process, theirs);
            }
        }

        return [.. created.Figures("≤ 0.6 ×"), .. unchanged.Figures("≤ 0.3 ×"), .. alone.Figures("≤ 1.0 ×")];
    }

    private static void Delete(RealServer server, string space, string directory) => server.Kubectl("delete", "-n", space, "-f", directory);

    private static TimeSpan Run(string command)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(HostSession).Assembly.Location, "-Command", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException($"'{command}' failed.");
    }
}
