using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class WorkflowNamesTests
{
    [Theory]
    [InlineData("daemon-step-dvbnn", "daemon-step-dvbnn", "daemon-step-dvbnn")]
    [InlineData("daemon-step-dvbnn", "daemon-step-dvbnn[0]", "daemon-step-dvbnn-1159996203")]
    [InlineData("dag-diamond-82q7s", "dag-diamond-82q7s.B", "dag-diamond-82q7s-1260209596")]
    [InlineData("dag-diamond-xfww2", "dag-diamond-xfww2.A(0)", "dag-diamond-xfww2-990947287")]
    [InlineData("dag-nested-zxlc2", "dag-nested-zxlc2.B.C", "dag-nested-zxlc2-3719586528")]
    [InlineData("echo-r6v49", "echo-r6v49(0)", "echo-r6v49-3721138751")]
    [InlineData("exit-handlers-n7s4n", "exit-handlers-n7s4n.onExit", "exit-handlers-n7s4n-1410405845")]
    [InlineData("failed-retries-tjjsc", "failed-retries-tjjsc[0].fail(0)", "failed-retries-tjjsc-1229492679")]
    [InlineData("many-items-z26lj", "many-items-z26lj[0].sleep(11:eleven)", "many-items-z26lj-3011405271")]
    [InlineData("many-items-z26lj", "many-items-z26lj[0].sleep(12:twelve)", "many-items-z26lj-3126938806")]
    [InlineData("reproduce-bug-9tpfr", "reproduce-bug-9tpfr.process-tasks(3:3)(2)", "reproduce-bug-9tpfr-4222579959")]
    [InlineData("synchronization-tmpl-level-sgg6t", "synchronization-tmpl-level-sgg6t[0].dag-1-task-2", "synchronization-tmpl-level-sgg6t-1949670081")]
    public void Node_ids_are_those_of_Argo_Workflows(string workflow, string node, string id) =>
        Assert.Equal(id, WorkflowNames.NodeId(workflow, node));

    [Theory]
    [InlineData("many-items-z26lj", "many-items-z26lj[0].sleep(9:nine)", "sleep", "many-items-z26lj-sleep-2619926859")]
    [InlineData("many-items-z26lj", "many-items-z26lj[0].sleep(10:ten)", "sleep", "many-items-z26lj-sleep-1052882686")]
    [InlineData("wf", "wf", "main", "wf")]
    [InlineData("dag-diamond-82q7s", "dag-diamond-82q7s.B", "", "dag-diamond-82q7s-1260209596")]
    public void Pod_names_carry_the_template(string workflow, string node, string template, string pod) =>
        Assert.Equal(pod, WorkflowNames.PodName(workflow, node, template));

    [Fact]
    public void Long_pod_names_are_cut_before_the_hash_so_that_the_cluster_accepts_them()
    {
        var name = WorkflowNames.PodName(new string('w', 200), "node", new string('t', 200));
        Assert.True(name.Length <= 253);
        Assert.StartsWith(new string('w', 200) + "-" + new string('t', 41) + "-", name);
    }

    [Theory]
    [InlineData("wf", "", "wf")]
    [InlineData("wf[0]", "wf", "[0]")]
    [InlineData("wf[0].step", "wf", "step")]
    [InlineData("wf[0].step(0:a)", "wf", "step(0:a)")]
    [InlineData("wf.task", "wf", "task")]
    [InlineData("wf.task[1].inner(2)", "wf.task", "inner(2)")]
    [InlineData("wf(0)[0].step", "wf(0)", "step")]
    public void Display_names_leave_the_boundary_out(string node, string boundary, string display) =>
        Assert.Equal(display, WorkflowNames.DisplayName(node, boundary));

    [Fact]
    public void Parentheses_of_an_item_are_left_out_of_the_name_of_its_round() =>
        Assert.Equal("step(3:ab)", WorkflowNames.Round("step", 3, "(a)(b)"));
}
