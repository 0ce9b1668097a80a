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
        var dag = folder.Write("dag.yaml", SampleWorkflows.Dag(Tasks));
        var printing = folder.Write("print.yaml", SampleWorkflows.Printing(Pods, Lines));
        using var engine = Engine.WithModule();
        engine.Run("param($Config) $null = New-IdpCluster bench -Provider Embedded -Listen -KubeConfig $Config", Path.Combine(folder.Path, "config"));
        var dags = Enumerable.Range(0, Rounds).Select(_ => engine.Time("param($Path) $null = Start-IdpWorkflow -Path $Path -Wait", dag)).ToList();
        return
        [
            Figure.Of(string.Create(CultureInfo.InvariantCulture, $"a DAG of {Tasks} tasks, `Start-IdpWorkflow -Wait`"), "≤ 2 s", dags),
            new Figure(
                string.Create(CultureInfo.InvariantCulture, $"the logs of {Pods} pods, `Get-IdpWorkflowLog -Follow`"), "≥ 20,000 lines/s", "lines/s",
                [.. Enumerable.Range(0, Rounds).Select(_ => LinesPerSecond(engine, printing))]),
        ];
    }

    private static double LinesPerSecond(Engine engine, string printing)
    {
        var run = engine.Run("param($Path) Start-IdpWorkflow -Path $Path -Wait", printing)[0];
        var elapsed = engine.Time(
            "param($Run, $Expected) $read = 0; Get-IdpWorkflowLog $Run -Follow | ForEach-Object { $read++ }; if ($read -ne $Expected) { throw \"$read lines\" }", run, Pods * Lines);
        return Pods * Lines / elapsed.TotalSeconds;
    }
}
