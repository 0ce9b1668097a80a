using IdpBuilder.Benchmarks.Samples;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>
/// Manifests applied by <c>Install-IdpPackage -Direct</c> in a warm session and by <c>kubectl apply --server-side</c>, turn by turn on the
/// same API server: new objects, then the same again with nothing to change.
/// </summary>
internal static class KubectlScenario
{
    private const int Rounds = 5;
    private const int Triples = 333;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var server = await RealServer.StartAsync();
        using var folder = new SampleFolder();
        using var engine = Engine.WithModule();
        engine.Run("param($Config) $null = Connect-IdpCluster -KubeConfig $Config -Context bench -Name bench", server.KubeConfig);
        var thousand = Pairs(server, engine, folder, (directory, _) => SamplePackages.WriteTriples(directory, Triples));
        return [.. Figures("1,000 new objects", "≤ 0.5 ×", thousand.New), .. Figures("the same again with nothing to change", "≤ 0.3 ×", thousand.Unchanged), .. ArgoCd(server, engine, folder)];
    }

    // Only one of the two makes the cluster-wide objects anew; the other one's fields are taken over. So each has a server of its own age: the first round is kubectl's.
    private static IEnumerable<Figure> ArgoCd(RealServer server, Engine engine, SampleFolder folder)
    {
        if (Environment.GetEnvironmentVariable("ARGOCD_INSTALL_MANIFEST") is not { Length: > 0 } manifest)
        {
            return [];
        }

        var pairs = Pairs(server, engine, folder, (directory, round) => File.Copy(manifest, Path.Combine(directory, $"install-{round}.yaml")), remove: true);
        return [.. Figures("Argo CD's install manifest", "≤ 0.6 ×", pairs.New), .. Figures("Argo CD's install manifest again with nothing to change", "≤ 0.3 ×", pairs.Unchanged)];
    }

    private static (List<(TimeSpan Ours, TimeSpan Theirs)> New, List<(TimeSpan Ours, TimeSpan Theirs)> Unchanged) Pairs(
        RealServer server, Engine engine, SampleFolder folder, Action<string, int> write, bool remove = false)
    {
        var created = new List<(TimeSpan, TimeSpan)>();
        var unchanged = new List<(TimeSpan, TimeSpan)>();

        // The first round warms both up. No controller runs that would bring the end of a namespace about, so namespaces stay.
        for (var round = 0; round <= Rounds; round++)
        {
            var name = $"{(remove ? "argocd" : "bench")}-{round}";
            var directory = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
            write(directory, round);
            var mine = engine.Time("param($Path) $null = Install-IdpPackage -LiteralPath $Path -Direct -Cluster bench", directory);
            var again = engine.Time("param($Path) $null = Install-IdpPackage -LiteralPath $Path -Direct -Cluster bench", directory);
            if (remove)
            {
                server.Kubectl("delete", "-n", name, "-f", directory);
            }

            server.Kubectl("create", "namespace", $"kubectl-{name}");
            string[] apply = ["apply", "--server-side", "-n", $"kubectl-{name}", "-f", directory];
            var theirs = server.Kubectl(apply);
            var theirsAgain = server.Kubectl(apply);
            if (remove)
            {
                server.Kubectl("delete", "-n", $"kubectl-{name}", "-f", directory);
            }

            if (round > 0)
            {
                created.Add((mine, theirs));
                unchanged.Add((again, theirsAgain));
            }
        }

        return (created, unchanged);
    }

    private static IEnumerable<Figure> Figures(string what, string target, List<(TimeSpan Ours, TimeSpan Theirs)> pairs) =>
    [
        Figure.Of($"{what}: `Install-IdpPackage -Direct`, warm session", string.Empty, pairs.Select(pair => pair.Ours)),
        Figure.Of($"{what}: `kubectl apply --server-side`", string.Empty, pairs.Select(pair => pair.Theirs)),
        new Figure($"{what}: ratio, pair by pair", target, "×", [.. pairs.Select(pair => pair.Ours / pair.Theirs)]),
    ];
}
