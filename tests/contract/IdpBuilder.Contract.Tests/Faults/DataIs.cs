using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Waiting;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Waits until a ConfigMap has a value.</summary>
internal sealed class DataIs(string name, string value) : IWaitCondition
{
    public string Description => $"'{name}'";

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var seen = objects.All.FirstOrDefault(manifest => manifest.Name == name)?.Text("data", "k") ?? "nothing";
        return seen == value ? WaitVerdict.Satisfied(seen) : WaitVerdict.Waiting($"{seen} instead of {value}");
    }
}
