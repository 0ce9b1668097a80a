using CsCheck;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class SyncOrderTests
{
    [Theory]
    [InlineData("Namespace", -35)]
    [InlineData("CustomResourceDefinition", -22)]
    [InlineData("Deployment", -8)]
    [InlineData("APIService", -1)]
    [InlineData("MyCRD", 0)]
    [InlineData("", 0)]
    public void Known_kinds_come_before_others(string kind, int rank) => Assert.Equal(rank, KindOrder.Of(kind));

    [Fact]
    public void Tasks_are_ordered_by_phase_wave_kind_and_name()
    {
        SyncTask[] tasks =
        [
            Task(SyncPhase.SyncFail, "Pod", "z"),
            Task(SyncPhase.PostSync, "Pod", "y"),
            Task(SyncPhase.Sync, "Custom", "b"),
            Task(SyncPhase.Sync, "Custom", "a"),
            Task(SyncPhase.Sync, "Pod", "late", "1"),
            Task(SyncPhase.Sync, "Pod", "p"),
            Task(SyncPhase.Sync, "Service", "s"),
            Task(SyncPhase.Sync, "ConfigMap", "c"),
            Task(SyncPhase.Sync, "Pod", "early", "-1"),
            Task(SyncPhase.PreSync, "Pod", "x", "9"),
        ];

        Assert.Equal("x early c s p a b late y z", Names(SyncOrder.Sort(tasks)));
    }

    [Fact]
    public void Names_compare_by_code_point_and_ties_keep_their_order()
    {
        SyncTask[] tasks =
        [
            new(SyncPhase.Sync, Objects.Pod("a", inNamespace: "two"), null),
            new(SyncPhase.Sync, Objects.Pod("a", inNamespace: "one"), null),
            new(SyncPhase.Sync, Objects.Pod("B", inNamespace: "one"), null),
        ];

        Assert.Equal(["one/B", "two/a", "one/a"], SyncOrder.Sort(tasks).Select(task => $"{task.Namespace}/{task.Name}"));
    }

    [Fact]
    public void A_namespace_moves_before_the_first_object_in_it()
    {
        var first = Task(SyncPhase.Sync, "Namespace", "ns1", "1");
        var second = Task(SyncPhase.Sync, "Namespace", "ns2", "2");
        SyncTask[] tasks =
        [
            Task(SyncPhase.PreSync, "Job", "job1", "0", "ns1"), Task(SyncPhase.PreSync, "Job", "job2", "0", "ns2"), first, second,
        ];

        Assert.Equal("ns1 job1 ns2 job2", Names(SyncOrder.Sort(tasks)));
        Assert.Equal((SyncPhase.PreSync, 0), (first.Phase, first.Wave));
        Assert.Equal((SyncPhase.PreSync, 0), (second.Phase, second.Wave));
    }

    [Fact]
    public void A_definition_moves_before_the_first_object_of_its_kind()
    {
        var definition = new SyncTask(SyncPhase.Sync, Objects.Definition("argoproj.io", "Workflow", "5"), null);
        var hook = new SyncTask(SyncPhase.PreSync, Objects.Make("argoproj.io/v1alpha1", "Workflow", "setup"), null);

        Assert.Equal(
            "workflows.argoproj.io setup other",
            Names(SyncOrder.Sort([hook, Task(SyncPhase.Sync, "Pod", "other"), definition])));
        Assert.Equal((SyncPhase.PreSync, 0), (definition.Phase, definition.Wave));
    }

    [Fact]
    public void The_destination_namespace_moves_before_everything_because_every_target_carries_it()
    {
        SyncTask[] tasks =
        [
            new(SyncPhase.PreSync, Objects.Make("v1", "Pod", "hook"), null, "home"),
            new(SyncPhase.Sync, Objects.Make("v1", "Namespace", "home"), null, "home"),
        ];

        Assert.Equal("home hook", Names(SyncOrder.Sort(tasks)));
    }

    [Fact]
    public void A_custom_kind_named_namespace_is_not_one()
    {
        SyncTask[] tasks =
        [
            Task(SyncPhase.PreSync, "Job", "job", "0", "ns1"),
            new(SyncPhase.Sync, Objects.Make("example.io/v1", "Namespace", "ns1"), null),
        ];

        Assert.Equal("job ns1", Names(SyncOrder.Sort(tasks)));
    }

    [Fact]
    public void Moving_dependencies_agrees_with_the_quadratic_rule() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[-1, 1], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 14].Sample(rows =>
        {
            var mine = SyncOrder.Sort(rows.Select(Generated));
            var reference = QuadraticOrder.Sort(rows.Select(Generated).ToList());
            Assert.Equal(
                reference.Select(task => (task.Phase, task.Wave, task.Key)),
                mine.Select(task => (task.Phase, task.Wave, task.Key)));
        });

    private static SyncTask Generated((int Phase, int Wave, int Kind, int Namespace, int Name) row)
    {
        var phase = (SyncPhase)row.Phase;
        var wave = row.Wave.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return row.Kind switch
        {
            0 => Task(phase, "Namespace", $"ns{row.Name}", wave),
            1 => new SyncTask(phase, Objects.Definition("test.io", $"Kind{row.Name}", wave), null),
            _ => new SyncTask(
                phase,
                Objects.Make("test.io/v1", $"Kind{row.Name}", "o", $"ns{row.Namespace}", (ArgoAnnotations.SyncWave, wave)),
                null),
        };
    }

    private static SyncTask Task(SyncPhase phase, string kind, string name, string wave = "0", string inNamespace = "") =>
        new(phase, Objects.Make("v1", kind, name, inNamespace, (ArgoAnnotations.SyncWave, wave)), null);

    private static string Names(IEnumerable<SyncTask> tasks) => string.Join(' ', tasks.Select(task => task.Name));
}
