using System.Diagnostics;
using IdpBuilder.Benchmarks.Samples;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>How many objects a second are applied through the client to an API server in this process.</summary>
internal static class ApplyScenario
{
    private const int Objects = 5000;
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await new SampleApi().ApplyAsync(Objects, writers: 1);
        return
        [
            new Figure("server-side apply of new objects, one writer", "≥ 5,000/s", "objects/s", await RatesAsync(1)),
            new Figure("server-side apply of new objects, eight writers", "≥ 5,000/s", "objects/s", await RatesAsync(8)),
        ];
    }

    private static async Task<IReadOnlyList<double>> RatesAsync(int writers)
    {
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var api = new SampleApi();
            var watch = Stopwatch.StartNew();
            await api.ApplyAsync(Objects, writers);
            rates.Add(Objects / watch.Elapsed.TotalSeconds);
        }

        return rates;
    }
}
