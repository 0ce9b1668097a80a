using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using IdpBuilder.Benchmarks.Probes;
using IdpBuilder.Benchmarks.Scenarios;

return args switch
{
    [Probe.Command, .. var probe] => await Probe.RunAsync(probe),
    ["scenarios", .. var names] => await ScenarioRun.RunAsync(names, Console.Out),
    _ => RunLoops(args),
};

// Apart, so that a probe's process does not load the benchmark library.
[MethodImpl(MethodImplOptions.NoInlining)]
static int RunLoops(string[] arguments)
{
    BenchmarkSwitcher.FromAssembly(typeof(ScenarioRun).Assembly).Run(arguments);
    return 0;
}
