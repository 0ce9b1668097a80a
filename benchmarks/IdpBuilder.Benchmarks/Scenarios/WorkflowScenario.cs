using System.Globalization;
using IdpBuilder.Benchmarks.Samples;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>Large Workflows and long logs on an embedded cluster, from cmdlet to return.</summary>
internal static class WorkflowScenario
{
    private const int Rounds = 5;
    private const int Tasks = 1000;
    private const int Pods = 50;
    private const int Lines = 4000;

    public static IReadOnlyList<Figure> Measure()
    {
        using var folder = new SampleFolder();
        var printing = folder.Write("print.yaml", SampleWorkflows.Printing(Pods, Lines));
        using var engine = Engine.WithModule();
        engine.Run("param($Config) $null = New-IdpCluster bench -Provider Embedded -Listen -KubeConfig $Config", Path.Combine(folder.Path, "config"));
        return
        [
            Dag("a DAG of 1,000 nodes without Pods, in layers of 50", SampleWorkflows.Dag(Tasks, 50, SampleWorkflows.Pause)),
            Dag("a DAG of 1,000 Pods side by side", SampleWorkflows.Dag(Tasks, Tasks, SampleWorkflows.Pod)),
            Dag("a DAG of 1,000 Pods in layers of 50", SampleWorkflows.Dag(Tasks, 50, SampleWorkflows.Pod)),
            new Figure(
                string.Create(CultureInfo.InvariantCulture, $"the logs of {Pods} pods, `Get-IdpWorkflowLog -Follow`"), "≥ 20,000 lines/s", "lines/s",
                [.. Enumerable.Range(0, Rounds).Select(_ => LinesPerSecond(engine, printing))]),
        ];

        Figure Dag(string what, string workflow)
        {
            var path = folder.Write("dag.yaml", workflow);
            return Figure.Of(what, "≤ 2 s", Enumerable.Range(0, Rounds).Select(_ => engine.Time("param($Path) $null = Start-IdpWorkflow -Path $Path -Wait", path)));
        }
    }

    private static double LinesPerSecond(Engine engine, string printing)
    {
        var run = engine.Run("param($Path) Start-IdpWorkflow -Path $Path -Wait", printing)[0];
        var elapsed = engine.Time(
            "param($Run, $Expected) $read = 0; Get-IdpWorkflowLog $Run -Follow | ForEach-Object { $read++ }; if ($read -ne $Expected) { throw \"$read lines\" }", run, Pods * Lines);
        return Pods * Lines / elapsed.TotalSeconds;
    }
}
