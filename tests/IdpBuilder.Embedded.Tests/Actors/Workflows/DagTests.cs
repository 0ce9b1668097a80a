using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class DagTests
{
    [Fact]
    public void A_diamond_runs_in_order_and_its_nodes_are_linked()
    {
        var lab = Dag("""

            - {name: A, template: work}
            - {name: B, template: work, dependencies: [A]}
            - {name: C, template: work, dependencies: [A]}
            - {name: D, template: work, dependencies: [B, C]}
            """).Run();
        Assert.Equal(("Succeeded", "4/4"), (lab.Phase, lab.Progress));
        Assert.Equal([StepsTests.Id("wf.A")], lab.Node("wf").Children);
        Assert.Equal([StepsTests.Id("wf.B"), StepsTests.Id("wf.C")], lab.Node("A").Children.Order());
        Assert.Equal([StepsTests.Id("wf.D")], lab.Node("B").Children);
        Assert.Equal([StepsTests.Id("wf.D")], lab.Node("C").Children);
        Assert.Equal([StepsTests.Id("wf.D")], lab.Node("wf").OutboundNodes);
        Assert.Equal(["A", "B", "C", "D"], lab.Nodes.Where(node => node.Type == "Pod").Select(node => node.DisplayName).Order());
    }

    [Theory]
    [InlineData("fail.Failed", WorkflowNodePhase.Succeeded)]
    [InlineData("fail.Succeeded || ok.Succeeded", WorkflowNodePhase.Succeeded)]
    [InlineData("fail && ok", WorkflowNodePhase.Omitted)]
    [InlineData("(fail.Failed || fail.Errored) && ok.Succeeded", WorkflowNodePhase.Succeeded)]
    [InlineData("!fail.Succeeded && ok", WorkflowNodePhase.Succeeded)]
    [InlineData("fail.Skipped || ok.Omitted", WorkflowNodePhase.Omitted)]
    [InlineData("with-dash.Succeeded && fail.Failed", WorkflowNodePhase.Succeeded)]
    public void Depends_decides_by_the_results(string depends, WorkflowNodePhase phase)
    {
        var lab = Dag($"""

            - name: fail
              template: fail
            - name: ok
              template: work
            - name: with-dash
              template: work
            - name: last
              template: work
              depends: "{depends}"
            """).Run();
        Assert.Equal(phase, lab.Node("last").Phase);
        Assert.Equal(phase == WorkflowNodePhase.Omitted ? "omitted: depends condition not met" : "", lab.Node("last").Message);
    }

    [Fact]
    public void What_is_omitted_takes_what_depends_on_it_along_and_the_dag_fails_without_a_message()
    {
        var lab = Dag("""

            - {name: A, template: fail}
            - {name: B, template: work, dependencies: [A]}
            - {name: C, template: work, dependencies: [B]}
            """).Run();
        Assert.Equal(("Failed", ""), (lab.Phase, lab.Message));
        Assert.Equal(WorkflowNodePhase.Omitted, lab.Node("B").Phase);
        Assert.Equal(WorkflowNodePhase.Omitted, lab.Node("C").Phase);
    }

    [Theory]
    [InlineData("", "Failed")]
    [InlineData("continueOn: {failed: true}", "Succeeded")]
    public void A_leaf_that_goes_on_does_not_fail_the_dag(string goesOn, string phase) =>
        Assert.Equal(phase, Dag($$"""

            - name: A
              template: fail
              {{goesOn}}
            - {name: B, template: work}
            """).Run().Phase);

    [Fact]
    public void Only_targets_and_what_they_need_are_run()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                dag:
                  target: "B"
                  tasks:
                  - {name: A, template: work}
                  - {name: B, template: work, dependencies: [A]}
                  - {name: C, template: work, dependencies: [B]}
            """).Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.DoesNotContain(lab.Nodes, node => node.DisplayName == "C");
    }

    [Fact]
    public void A_loop_is_a_group_whose_results_become_a_list()
    {
        var lab = Dag("""

            - {name: many, template: work, withItems: [1, two, {k: v, a: b}], arguments: {parameters: [{name: x, value: "{{item}}"}]}}
            - {name: last, template: work, dependencies: [many], arguments: {parameters: [{name: x, value: "{{tasks.many.outputs.result}}"}]}}
            - {name: end, template: work, dependencies: [last], when: "'{{tasks.last.outputs.result}}' != ''"}
            """).Run();
        Assert.Equal("Succeeded", lab.Phase);
        var group = lab.Node("many");
        Assert.Equal(("TaskGroup", WorkflowNodePhase.Succeeded), (group.Type, group.Phase));
        Assert.Equal(["many(0:1)", "many(1:two)", "many(2:a:b,k:v)"], group.Children.Select(id => lab.Nodes.Single(node => node.Id == id).DisplayName));
        Assert.Equal("""[1,"two",{"a":"b","k":"v"}]""", lab.Node("last").Outputs.Text("result"));
        Assert.All(group.Children, id => Assert.Equal([StepsTests.Id("wf.last")], lab.Nodes.Single(node => node.Id == id).Children));
    }

    [Fact]
    public void Loops_over_lists_that_come_from_tasks_and_over_nothing()
    {
        var lab = Dag("""

            - {name: list, template: work, arguments: {parameters: [{name: x, value: '["a","b"]'}]}}
            - {name: each, template: work, dependencies: [list], withParam: "{{tasks.list.outputs.result}}", arguments: {parameters: [{name: x, value: "<{{item}}>"}]}}
            - {name: none, template: work, dependencies: [list], withParam: "[]"}
            - {name: seq, template: work, withSequence: {start: "8", end: "10", format: "n%02X"}, arguments: {parameters: [{name: x, value: "{{item}}"}]}}
            """).Run();
        Assert.Equal("Succeeded", lab.Phase);
        Assert.Equal(WorkflowNodePhase.Skipped, lab.Node("none").Phase);
        Assert.Equal("Skipped, empty params", lab.Node("none").Message);
        Assert.Equal(["each(0:a)", "each(1:b)", "seq(0:n08)", "seq(1:n09)", "seq(2:n0A)"],
            lab.Nodes.Where(node => node.DisplayName.Contains('(')).Select(node => node.DisplayName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_list_that_is_none_is_an_error_of_its_task()
    {
        var lab = Dag("""

            - {name: bad, template: work, withParam: "not a list"}
            """).Run();
        Assert.Equal("Error", lab.Phase);
        Assert.StartsWith("withParam value could not be parsed as a JSON list: not a list", lab.Node("bad").Message);
    }

    [Theory]
    [InlineData("loop.AnySucceeded", WorkflowNodePhase.Succeeded)]
    [InlineData("loop.AllFailed", WorkflowNodePhase.Omitted)]
    public void Rounds_of_a_loop_have_results_of_their_own(string depends, WorkflowNodePhase phase)
    {
        var lab = StepsTests.Lab("main", $$$"""

              - name: main
                dag:
                  tasks:
                  - {name: loop, template: maybe, withItems: [0, 1], arguments: {parameters: [{name: code, value: "{{item}}"}]}}
                  - {name: after, template: work, depends: "{{{depends}}}"}
              - name: maybe
                inputs: {parameters: [{name: code}]}
                container: {image: busybox}
                metadata: {annotations: {embedded.idpbuilder.io/exit-code: "{{inputs.parameters.code}}"}}
            """).Run();
        Assert.Equal(WorkflowNodePhase.Failed, lab.Node("loop").Phase);
        Assert.Equal(phase, lab.Node("after").Phase);
    }

    [Fact]
    public void Dags_inside_dags_lead_on_by_their_last_nodes()
    {
        var lab = StepsTests.Lab("main", """

              - name: main
                dag:
                  tasks:
                  - {name: inner, template: sub}
                  - {name: after, template: work, dependencies: [inner]}
              - name: sub
                dag:
                  tasks:
                  - {name: a, template: work}
                  - {name: b, template: work, dependencies: [a]}
            """).Run();
        Assert.Equal(("Succeeded", "3/3"), (lab.Phase, lab.Progress));
        Assert.Equal([StepsTests.Id("wf.after")], lab.Node("b").Children);
        Assert.Equal("2/2", lab.Node("inner").Json.Text("progress"));
        Assert.Equal(StepsTests.Id("wf.inner"), lab.Node("a").BoundaryId);
    }

    [Fact]
    public void A_thousand_tasks_in_a_row_come_to_an_end()
    {
        var tasks = string.Join('\n', Enumerable.Range(0, 1000).Select(index =>
            index == 0 ? "- {name: t0, template: pause}" : $"- {{name: t{index}, template: pause, dependencies: [t{index - 1}]}}"));
        var lab = StepsTests.Lab("main", "\n  - name: pause\n    suspend: {duration: 0s}\n  - name: main\n    dag:\n      tasks:\n" + Indent(tasks, 6)).Run();
        Assert.Equal(("Succeeded", "1000/1000"), (lab.Phase, lab.Progress));
    }

    private static WorkflowLab Dag(string tasks) => StepsTests.Lab("main", "\n  - name: main\n    dag:\n      tasks:" + Indent(tasks, 6));

    private static string Indent(string text, int width) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', width) + line));
}
