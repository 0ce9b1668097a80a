using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Core.Tests.Waiting;

/// <summary>Waits until one ConfigMap says <c>done</c>; gives up when it says <c>failed</c> or goes away.</summary>
internal sealed class PhaseCondition(string name) : IWaitCondition
{
    private int _evaluations;

    public string Description => $"ConfigMap '{name}'";

    public int Evaluations => Volatile.Read(ref _evaluations);

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        Interlocked.Increment(ref _evaluations);
        var key = new ResourceKey("", "ConfigMap", "demo", name);
        return objects.Find(key)?.Json["data"]?["phase"]?.GetValue<string>() switch
        {
            "done" => WaitVerdict.Satisfied("done"),
            "failed" => WaitVerdict.Impossible("failed", new WaitCause(Description, "failed"), new WaitCause("Pod 'demo/x'", "exit code 1")),
            null when objects.IsGone(key) => WaitVerdict.Impossible("gone", new WaitCause(Description, "was deleted")),
            null => WaitVerdict.Waiting("nothing there"),
            var phase => WaitVerdict.Waiting(phase),
        };
    }
}
