using System.Globalization;
using IdpBuilder.Manifests;
using IdpBuilder.Planning;
using IdpBuilder.Sync;
using IdpBuilder.Tests.Sync;

namespace IdpBuilder.Tests.Planning;

public sealed class PackagePlanTests
{
    [Fact]
    public void A_plan_lists_steps_in_the_order_of_the_sync()
    {
        var steps = PackagePlan.Of(Package(
            "home",
            new SyncOptions { CreateNamespace = true },
            Objects.Make("apps/v1", "Deployment", "web", string.Empty, (ArgoAnnotations.SyncWave, "1")),
            Objects.Make("v1", "ConfigMap", "settings"),
            Objects.Make("rbac.authorization.k8s.io/v1", "ClusterRole", "reader"),
            Objects.Make("batch/v1", "Job", "migrate", string.Empty, (ArgoAnnotations.Hook, "PreSync"), (ArgoAnnotations.HookDeletePolicy, "HookSucceeded")),
            Objects.Make("batch/v1", "Job", "notify", string.Empty, (ArgoAnnotations.Hook, "PostSync,SyncFail")),
            Objects.Make("batch/v1", "Job", "cleanup", string.Empty, (ArgoAnnotations.Hook, "PostDelete")),
            Objects.Make("v1", "Pod", "smoke", string.Empty, (ArgoAnnotations.HelmHook, "test"))));

        Assert.Equal(
            ["1 PreSync 0 Namespace /home  ", "2 PreSync 0 Job home/migrate PreSync HookSucceeded", "3 Sync 0 ConfigMap home/settings  ",
             "4 Sync 0 ClusterRole /reader  ", "5 Sync 1 Deployment home/web  ",
             "6 PostSync 0 Job home/notify PostSync,SyncFail BeforeHookCreation",
             "7 SyncFail 0 Job home/notify PostSync,SyncFail BeforeHookCreation"],
            steps.Select(step => string.Create(
                CultureInfo.InvariantCulture,
                $"{step.Order} {step.Phase} {step.Wave} {step.Kind} {step.Namespace}/{step.Name} {step.Hook} {step.DeletePolicy}")));
        Assert.All(steps, step => Assert.Equal("demo", step.Package));
        Assert.Equal("file3", steps[1].Source);
    }

    [Fact]
    public void A_namespace_that_the_package_brings_is_not_planned_twice()
    {
        var steps = PackagePlan.Of(Package(
            "home", new SyncOptions { CreateNamespace = true }, Objects.Make("v1", "Namespace", "home"), Objects.Make("v1", "Pod", "p")));

        Assert.Equal(["Namespace", "Pod"], steps.Select(step => step.Kind));
    }

    [Fact]
    public void A_namespace_that_is_a_hook_does_not_stand_for_the_packages_own()
    {
        var hook = Objects.Make("v1", "Namespace", "home", string.Empty, (ArgoAnnotations.Hook, "PostSync"));

        Assert.Equal(
            ["PreSync Namespace", "PostSync Namespace"],
            PackagePlan.Of(Package("home", new SyncOptions { CreateNamespace = true }, hook)).Select(step => $"{step.Phase} {step.Kind}"));
    }

    [Fact]
    public void A_hook_without_a_name_is_planned_by_its_prefix()
    {
        var hook = Objects.Make("batch/v1", "Job", string.Empty, string.Empty, (ArgoAnnotations.Hook, "PreSync"));
        hook.Metadata!["generateName"] = "setup-";

        Assert.Equal(["setup-*", "setup-*"], PackagePlan.Of(Package("home", new SyncOptions(), hook, hook.Clone())).Select(step => step.Name));
    }

    [Fact]
    public void Of_two_manifests_with_one_identity_the_last_is_planned()
    {
        var steps = PackagePlan.Of(Package(
            "home", new SyncOptions(), Objects.Make("v1", "ConfigMap", "c"), Objects.Make("v1", "ConfigMap", "c", "home", (ArgoAnnotations.SyncWave, "4"))));

        Assert.Equal((4, "file1"), (steps.Single().Wave, steps.Single().Source));
    }

    [Fact]
    public void The_scope_of_a_defined_kind_is_known()
    {
        var definition = Objects.Definition("example.io", "Fleet");
        definition.Spec!["scope"] = "Cluster";

        var steps = PackagePlan.Of(Package("home", new SyncOptions(), Objects.Make("example.io/v1", "Fleet", "all"), definition));

        Assert.Equal([("CustomResourceDefinition", ""), ("Fleet", "")], steps.Select(step => (step.Kind, step.Namespace)));
    }

    private static PlannedPackage Package(string destination, SyncOptions options, params Manifest[] manifests) =>
        new("demo", destination, [.. manifests.Select((manifest, index) => new PlannedManifest(manifest, $"file{index}"))], options);
}
