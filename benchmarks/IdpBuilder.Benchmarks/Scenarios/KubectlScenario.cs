using System.Globalization;
using IdpBuilder.Benchmarks.Samples;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>
/// 1,000 manifests applied by <c>Install-IdpPackage -Direct</c> in a warm session and by <c>kubectl apply --server-side</c>, turn by turn on
/// the same API server: new objects, then the same again with nothing to change.
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
        engine.ConnectTo(server);
        var created = new PairedTimes("1,000 new objects");
        var unchanged = new PairedTimes("the same again with nothing to change");

        // The first round warms both up.
        for (var round = 0; round <= Rounds; round++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"bench-{round}");
            var directory = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
            SamplePackages.WriteTriples(directory, Triples);
            var (mine, again) = (engine.InstallDirectly(directory), engine.InstallDirectly(directory));
            server.Kubectl("create", "namespace", $"kubectl-{name}");
            var (theirs, theirsAgain) = (server.KubectlApply($"kubectl-{name}", directory), server.KubectlApply($"kubectl-{name}", directory));
            if (round > 0)
            {
                created.Add(mine, theirs);
                unchanged.Add(again, theirsAgain);
            }
        }

        return [.. created.Figures("≤ 0.5 ×"), .. unchanged.Figures("≤ 0.3 ×")];
    }
}
