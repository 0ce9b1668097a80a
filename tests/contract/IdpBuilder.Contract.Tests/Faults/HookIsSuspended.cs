using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Waits until a Workflow has come to the point where it waits for its resumption.</summary>
internal sealed class HookIsSuspended : IWaitCondition
{
    public string Description => "the hook";

    public WaitVerdict Evaluate(ObservedObjects objects) =>
        objects.All.SelectMany(manifest => manifest.Status.Child("nodes") ?? []).Any(node => (string?)node.Value!["type"] == "Suspend" && (string?)node.Value["phase"] == "Running")
            ? WaitVerdict.Satisfied("suspended")
            : WaitVerdict.Waiting("not suspended");
}
