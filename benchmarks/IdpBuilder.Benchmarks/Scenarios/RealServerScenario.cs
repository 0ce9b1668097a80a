using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Benchmarks.Probes;
using IdpBuilder.Benchmarks.Samples;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>The client's own part on a real API server: its first call in a process, the end of a wait, the memory of a watch.</summary>
internal static class RealServerScenario
{
    private const int Rounds = 7;
    private const int Waits = 60;
    private const int WarmUps = 10;
    private const int Watched = 10_000;

    private static readonly GroupVersionKind ConfigMapType = new(string.Empty, "v1", "ConfigMap");

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var server = await RealServer.StartAsync();
        await using var api = server.Connect();
        var first = Enumerable.Range(0, Rounds).Select(_ => Probe.Start(Probe.FirstCall, server.KubeConfig)[0]).ToList();
        var delays = await WaitDelaysAsync(server, api);
        await Parallel.ForAsync(0, Watched, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, stop) => await api.CreateAsync(
            ConfigMap(string.Create(CultureInfo.InvariantCulture, $"settings-{number:D5}"), "info"), WriteOptions.Default, stop));
        var memory = Probe.Start(Probe.Watch, server.KubeConfig, Watched.ToString(CultureInfo.InvariantCulture));
        return
        [
            new Figure("first call in a process: kubeconfig, connection, discovery, a list", "≤ 300 ms", "ms", first),
            Figure.Of("from a change's request to the end of the wait for it", "p95 ≤ 50 ms", delays),
            new Figure("working set with 10,000 watched objects, above the same without", "≤ 150 MB", "MB", memory),
        ];
    }

    // The request that makes the change is in the figure: the server answers it after it has told those who watch.
    private static async Task<IEnumerable<TimeSpan>> WaitDelaysAsync(RealServer server, IKubernetesApi api)
    {
        await using var waiting = server.Connect();
        var samples = new List<TimeSpan>();
        for (var round = 0; round < WarmUps + Waits; round++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"awaited-{round}");
            await api.CreateAsync(ConfigMap(name, "waiting"), WriteOptions.Default, CancellationToken.None);
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var end = EndAsync(waiting, name, seen);
            await seen.Task;
            var start = Stopwatch.GetTimestamp();
            await api.ApplyAsync(ConfigMap(name, "done"), new WriteOptions(Force: true), CancellationToken.None);
            samples.Add(Stopwatch.GetElapsedTime(start, await end));
        }

        return samples.Skip(WarmUps);
    }

    private static async Task<long> EndAsync(IKubernetesApi api, string name, TaskCompletionSource seen)
    {
        await Wait.ForAsync(
            api,
            [new ResourceSelector(ConfigMapType, "default", FieldSelector: $"metadata.name={name}")],
            new ValueSeen(name, seen),
            TimeSpan.FromSeconds(30),
            TimeProvider.System,
            new NoReporter(),
            CancellationToken.None);
        return Stopwatch.GetTimestamp();
    }

    private static Manifest ConfigMap(string name, string level) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default", ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = "sample" } },
        ["data"] = new JsonObject { ["level"] = level, ["endpoint"] = "http://sample.default.svc:8080" },
    });

    /// <summary>Satisfied when a ConfigMap is done; says when it was looked at first.</summary>
    private sealed class ValueSeen(string name, TaskCompletionSource seen) : IWaitCondition
    {
        public string Description => name;

        public WaitVerdict Evaluate(ObservedObjects objects)
        {
            seen.TrySetResult();
            return objects.All.Any(item => item.Json["data"]?["level"]?.ToString() == "done") ? WaitVerdict.Satisfied("done") : WaitVerdict.Waiting("waiting");
        }
    }
}
