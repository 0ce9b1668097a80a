using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Direct;

/// <summary>Satisfied when the cluster serves what a CustomResourceDefinition defines.</summary>
/// <param name="name">The definition's name.</param>
internal sealed class DefinitionEstablished(string name) : IWaitCondition
{
    public string Description => $"the CustomResourceDefinition '{name}'";

    public WaitVerdict Evaluate(ObservedObjects objects) => objects.All.Any(definition => definition.Name == name && definition.Status.Children("conditions")
        .Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True"))
        ? WaitVerdict.Satisfied("established")
        : WaitVerdict.Waiting("not established yet");
}
