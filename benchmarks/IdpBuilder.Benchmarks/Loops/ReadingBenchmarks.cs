using BenchmarkDotNet.Attributes;
using IdpBuilder.Benchmarks.Samples;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Packages;
using IdpBuilder.Planning;
using IdpBuilder.Rendering;

namespace IdpBuilder.Benchmarks.Loops;

/// <summary>From files to a plan: 100 documents a file. Ten times the documents should cost ten times as much.</summary>
/// <remarks>In this process: another one would be built from a generated project, which does not know the repository's build.</remarks>
[InProcess]
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private readonly YamlManifestReader _reader = new();
    private SampleFolder _folder = new();
    private IReadOnlyList<string> _texts = [];
    private PackageSet _packages = new([], []);

    /// <summary>How many files of 100 documents.</summary>
    [Params(10, 100)]
    public int Files { get; set; }

    [GlobalSetup]
    public void WriteFiles()
    {
        _folder = new SampleFolder();
        SamplePackages.WriteFlat(_folder.Path, Files, documentsPerFile: 100);
        _texts = [.. Directory.EnumerateFiles(_folder.Path).Select(File.ReadAllText)];
        _packages = ReadPackage();
    }

    [GlobalCleanup]
    public void RemoveFiles() => _folder.Dispose();

    [Benchmark]
    public int ReadYaml()
    {
        var diagnostics = new List<Diagnostic>();
        return _texts.Sum(text => _reader.Read(text, "sample.yaml", diagnostics).Count);
    }

    [Benchmark]
    public PackageSet ReadPackage() =>
        new PackageReader(_reader).Read([new PackageSource(_folder.Path, Name: "sample")], PackageReadOptions.Default, CancellationToken.None);

    [Benchmark]
    public async Task<int> Plan()
    {
        var rendering = new PlanRendering(_reader, new InstalledPrograms(TimeProvider.System), ServerCapabilities.Unknown);
        var steps = 0;
        foreach (var package in _packages.Packages)
        {
            foreach (var application in package.Applications)
            {
                steps += PackagePlan.Of(await rendering.RenderAsync(package, application, CancellationToken.None)).Count;
            }
        }

        return steps;
    }
}
