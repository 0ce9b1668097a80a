using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Contract.Tests.Conditions;

/// <summary>Waits until no object of a name is selected.</summary>
internal sealed class Gone(string name) : IWaitCondition
{
    public string Description => $"the end of '{name}'";

    public static async Task WaitAsync(IKubernetesApi api, ResourceSelector selector, string name) => Assert.True(
        (await Wait.ForAsync(api, [selector], new Gone(name), TimeSpan.FromSeconds(60), TimeProvider.System, new SilentReporter(), CancellationToken.None)).Succeeded);

    public WaitVerdict Evaluate(ObservedObjects objects) =>
        objects.All.Any(manifest => manifest.Name == name) ? WaitVerdict.Waiting("still there") : WaitVerdict.Satisfied("gone");
}
