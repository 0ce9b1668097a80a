using BenchmarkDotNet.Attributes;
using IdpBuilder.Benchmarks.Samples;

namespace IdpBuilder.Benchmarks.Loops;

/// <summary>Server-side apply through the client to the API server in this process; the figures are per object.</summary>
[InProcess]
[MemoryDiagnoser]
public class ApplyBenchmarks
{
    private const int Objects = 1000;
    private SampleApi _empty = new();
    private SampleApi _filled = new();

    [GlobalSetup(Target = nameof(Unchanged))]
    public async Task FillAsync()
    {
        _filled = new SampleApi();
        await _filled.ApplyAsync(Objects, writers: 1);
    }

    [IterationSetup(Target = nameof(Create))]
    public void Empty() => _empty = new SampleApi();

    [Benchmark(OperationsPerInvoke = Objects)]
    public Task Create() => _empty.ApplyAsync(Objects, writers: 1);

    [Benchmark(OperationsPerInvoke = Objects)]
    public Task Unchanged() => _filled.ApplyAsync(Objects, writers: 1);
}
