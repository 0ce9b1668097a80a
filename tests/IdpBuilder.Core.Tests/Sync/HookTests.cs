using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class HookTests
{
    [Theory]
    [InlineData(null, null, false, false, "")]
    [InlineData("PreSync", null, true, false, "PreSync")]
    [InlineData("Sync", null, true, false, "Sync")]
    [InlineData("PostSync", null, true, false, "PostSync")]
    [InlineData("SyncFail", null, true, false, "SyncFail")]
    [InlineData("Skip", null, false, true, "")]
    [InlineData("Garbage", null, true, false, "")]
    [InlineData("presync", null, true, false, "")]
    [InlineData("", null, true, false, "")]
    [InlineData("PreSync,PostSync", null, true, false, "PreSync,PostSync")]
    [InlineData(" PostSync , PreSync ", null, true, false, "PreSync,PostSync")]
    [InlineData("Sync,Sync", null, true, false, "Sync")]
    [InlineData("Skip,PreSync,PostSync", null, true, false, "PreSync,PostSync")]
    [InlineData("Sync,Garbage", null, true, false, "Sync")]
    [InlineData(null, "pre-install", true, false, "PreSync")]
    [InlineData(null, "pre-upgrade", true, false, "PreSync")]
    [InlineData(null, "pre-install,pre-upgrade", true, false, "PreSync")]
    [InlineData(null, "post-install,post-upgrade", true, false, "PostSync")]
    [InlineData(null, "garbage", true, false, "")]
    [InlineData(null, "test", true, false, "")]
    [InlineData(null, "pre-rollback", true, false, "")]
    [InlineData("Sync", "pre-install", true, false, "Sync")]
    [InlineData("Garbage", "pre-install", true, false, "PreSync")]
    public void A_manifest_is_a_hook_by_its_annotations(string? argo, string? helm, bool isHook, bool isSkipped, string phases)
    {
        var pod = Objects.Pod();
        pod = argo is null ? pod : pod.With(ArgoAnnotations.Hook, argo);
        pod = helm is null ? pod : pod.With(ArgoAnnotations.HelmHook, helm);

        Assert.Equal(isHook, Hook.IsHook(pod));
        Assert.Equal(isSkipped, Hook.IsSkipped(pod));
        Assert.Equal(isHook ? phases : isSkipped ? string.Empty : "Sync", string.Join(',', Hook.PhasesOf(pod)));
        Assert.Equal(isHook && phases.Length == 0, Hook.IsIgnored(pod));
    }

    [Fact]
    public void Helms_crd_install_is_an_ordinary_manifest() =>
        Assert.False(Hook.IsHook(Objects.Definition().With(ArgoAnnotations.HelmHook, "crd-install")));

    [Theory]
    [InlineData(ArgoAnnotations.Hook, "PreDelete", HookKind.PreDelete, true)]
    [InlineData(ArgoAnnotations.Hook, "PostDelete", HookKind.PostDelete, true)]
    [InlineData(ArgoAnnotations.Hook, "PostSync,PostDelete", HookKind.PostDelete, true)]
    [InlineData(ArgoAnnotations.HelmHook, "pre-delete", HookKind.PreDelete, true)]
    [InlineData(ArgoAnnotations.HelmHook, "pre-install,post-delete", HookKind.PostDelete, true)]
    [InlineData(ArgoAnnotations.Hook, "PreDelete", HookKind.PostDelete, false)]
    [InlineData(ArgoAnnotations.Hook, "PreSync", HookKind.PreDelete, false)]
    public void Hooks_of_a_deletion_are_told_by_one_value_of_the_list(string annotation, string value, HookKind kind, bool expected) =>
        Assert.Equal(expected, Hook.IsDeletionHook(Objects.Pod().With(annotation, value), kind));

    [Theory]
    [InlineData(null, null, "BeforeHookCreation")]
    [InlineData("garbage", null, "BeforeHookCreation")]
    [InlineData("BeforeHookCreation", null, "BeforeHookCreation")]
    [InlineData("HookSucceeded", null, "HookSucceeded")]
    [InlineData("HookFailed", null, "HookFailed")]
    [InlineData("HookSucceeded,HookFailed", null, "HookSucceeded,HookFailed")]
    [InlineData(null, "hook-succeeded", "HookSucceeded")]
    [InlineData(null, "before-hook-creation,hook-failed", "BeforeHookCreation,HookFailed")]
    [InlineData("HookFailed", "hook-succeeded", "HookFailed,HookSucceeded")]
    [InlineData("garbage", "hook-succeeded", "HookSucceeded")]
    public void Delete_policies_of_both_annotations_count(string? argo, string? helm, string expected)
    {
        var pod = Objects.Pod();
        pod = argo is null ? pod : pod.With(ArgoAnnotations.HookDeletePolicy, argo);
        pod = helm is null ? pod : pod.With(ArgoAnnotations.HelmHookDeletePolicy, helm);

        Assert.Equal(expected, string.Join(',', Hook.DeletePoliciesOf(pod)));
    }
}
