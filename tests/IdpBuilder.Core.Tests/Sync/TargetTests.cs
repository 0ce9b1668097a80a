using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class TargetTests
{
    [Theory]
    [InlineData("v1", "Pod", "ns", "app:/Pod:ns/x")]
    [InlineData("apps/v1", "Deployment", "", "app:apps/Deployment:home/x")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "", "app:rbac.authorization.k8s.io/ClusterRole:home/x")]
    public void The_tracking_id_names_application_and_object(string apiVersion, string kind, string inNamespace, string expected) =>
        Assert.Equal(expected, ResourceTracking.IdOf("app", Objects.Make(apiVersion, kind, "x", inNamespace), "home"));

    [Theory]
    [InlineData("argocd", "app")]
    [InlineData("", "app")]
    [InlineData("team", "team_app")]
    public void An_application_outside_the_controllers_namespace_carries_its_own(string inNamespace, string expected) =>
        Assert.Equal(expected, ResourceTracking.InstanceName("app", inNamespace, "argocd"));

    [Theory]
    [InlineData(null, true)]
    [InlineData("app:/Pod:ns/x", true)]
    [InlineData("app:/Pod:ns/other", false)]
    [InlineData("app:/Service:ns/x", false)]
    [InlineData("app:apps/Pod:ns/x", false)]
    [InlineData("app:/Pod:elsewhere/x", false)]
    [InlineData("garbage", true)]
    public void A_copied_tracking_id_does_not_count(string? id, bool expected)
    {
        var pod = Objects.Pod("x", inNamespace: "ns");
        pod = id is null ? pod : pod.With(ArgoAnnotations.TrackingId, id);
        Assert.Equal(expected, ResourceTracking.IsSelfReferenced(pod, null));
    }

    [Fact]
    public void Definitions_are_not_tracked()
    {
        var set = TargetSet.Of([Objects.Definition()], "app", "ns", _ => false);
        Assert.Null(set.Targets.Single().Annotation(ArgoAnnotations.TrackingId));
    }

    [Fact]
    public void Targets_get_a_namespace_only_where_their_type_has_one_and_rendered_manifests_stay_as_they_are()
    {
        var (pod, role) = (Objects.Make("v1", "Pod", "p"), Objects.Make("rbac.authorization.k8s.io/v1", "ClusterRole", "r", "wrong"));

        var set = TargetSet.Of([pod, role], "app", "home", type => type.Kind == "Pod");

        Assert.Equal(["home", ""], set.Targets.Select(target => target.Namespace));
        Assert.Equal(["", "wrong"], new[] { pod, role }.Select(manifest => manifest.Namespace));
        Assert.Empty(set.Repeated);
    }

    [Fact]
    public void Of_repeated_targets_the_last_wins_and_a_warning_counts_them()
    {
        var set = TargetSet.Of(
            [Objects.Pod("a"), Objects.Pod("b"), Objects.Pod("a").With("last", "yes")], "app", "ns", _ => true);

        Assert.Equal(["a", "b"], set.Targets.Select(target => target.Name));
        Assert.Equal("yes", set.Targets[0].Annotation("last"));
        Assert.Equal(["Resource /Pod/fake-argocd-ns/a appeared 2 times among application resources."], set.Repeated);
    }

    [Fact]
    public void Live_objects_without_a_target_are_to_be_pruned_and_ignored_hooks_are_dropped()
    {
        var matching = ResourceMatching.Of(
            [Objects.Pod("kept"), Objects.Pod("new"), Objects.HookPod("hook", "PreSync"), Objects.HookPod("never", "Garbage")],
            [Objects.Pod("old"), Objects.Pod("kept"), Objects.HookPod("hook", "PreSync")]);

        Assert.Equal(
            ["target:kept live:kept", "target:new live:", "target: live:hook", "target: live:old"],
            matching.Resources.Select(pair => $"target:{pair.Target?.Name} live:{pair.Live?.Name}"));
        Assert.Equal(["hook"], matching.Hooks.Select(hook => hook.Name));
    }

    [Fact]
    public void A_target_of_unknown_scope_matches_a_cluster_scoped_object()
    {
        var matching = ResourceMatching.Of(
            [Objects.Make("v1", "Namespace", "my-namespace", "some-namespace")], [Objects.Make("v1", "Namespace", "my-namespace")]);

        Assert.NotNull(matching.Resources.Single().Live);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData(ArgoAnnotations.SyncOptions, "Delete=false", false)]
    [InlineData(ArgoAnnotations.SyncOptions, "Prune=false,Delete=false", false)]
    [InlineData(ArgoAnnotations.SyncOptions, "Delete=confirm", true)]
    [InlineData(ArgoAnnotations.HelmResourcePolicy, "keep", false)]
    public void An_object_can_ask_to_outlive_its_application(string annotation, string value, bool goes)
    {
        var pod = annotation.Length == 0 ? Objects.Pod() : Objects.Pod().With(annotation, value);
        Assert.Equal(goes, DeletionOrder.GoesWith(pod, new ResourceKey("argoproj.io", "Application", "argocd", "app")));
    }

    [Fact]
    public void Waves_are_deleted_in_reverse()
    {
        Manifest[] objects = [Objects.Pod("a", "1"), Objects.Pod("b", "3"), Objects.Pod("c", "3"), Objects.Pod("d", "-1")];
        Assert.Equal(["b", "c"], DeletionOrder.NextBatch(objects).Select(manifest => manifest.Name));
    }
}
