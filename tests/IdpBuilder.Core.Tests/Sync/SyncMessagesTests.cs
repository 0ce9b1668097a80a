using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

public sealed class SyncMessagesTests
{
    [Theory]
    [InlineData("", false, "")]
    [InlineData("my-pod", false, "waiting for healthy state of /Pod/my-pod")]
    [InlineData("pod-1 pod-2 pod-3", false, "waiting for healthy state of /Pod/pod-1 and 2 more resources")]
    [InlineData("hook:hook-1", false, "waiting for completion of hook /Pod/hook-1")]
    [InlineData("hook:hook-1 hook:hook-2", false, "waiting for completion of hook /Pod/hook-1 and 1 more hooks")]
    [InlineData("pod-1 hook:hook-1 pod-2", false, "waiting for completion of hook /Pod/hook-1 and 2 more resources")]
    [InlineData("my-pod", true, "waiting for deletion of /Pod/my-pod")]
    [InlineData("pod-1 pod-2 pod-3", true, "waiting for deletion of /Pod/pod-1 and 2 more resources")]
    [InlineData("hook:hook-1", true, "waiting for deletion of hook /Pod/hook-1")]
    [InlineData("hook:hook-1 hook:hook-2", true, "waiting for deletion of hook /Pod/hook-1 and 1 more hooks")]
    [InlineData("pod-1 hook:hook-1 pod-2", true, "waiting for deletion of hook /Pod/hook-1 and 2 more resources")]
    public void What_is_waited_for_is_named(string tasks, bool forDeletion, string expected) =>
        Assert.Equal(expected, SyncMessages.Waiting(
            [.. tasks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Task)], forDeletion, new SyncOptions()));

    private static SyncTask Task(string text) => text.StartsWith("hook:", StringComparison.Ordinal)
        ? new SyncTask(SyncPhase.Sync, Objects.HookPod(text[5..], "Sync"), null)
        : new SyncTask(SyncPhase.Sync, Objects.Pod(text), null);
}
