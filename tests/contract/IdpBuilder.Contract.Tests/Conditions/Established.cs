using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Contract.Tests.Conditions;

/// <summary>Waits until a custom resource definition is served.</summary>
internal sealed class Established(string name) : IWaitCondition
{
    private static readonly ResourceSelector Definitions = new(new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"));

    public string Description => $"the definition '{name}'";

    public static async Task WaitAsync(IKubernetesApi api, string name) => Assert.True(
        (await Wait.ForAsync(
            api, [Definitions with { FieldSelector = $"metadata.name={name}" }], new Established(name), TimeSpan.FromSeconds(60), TimeProvider.System, new SilentReporter(), CancellationToken.None)).Succeeded);

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var conditions = objects.All.FirstOrDefault(manifest => manifest.Name == name)?.Status?["conditions"]?.AsArray() ?? [];
        return conditions.Any(condition => (string?)condition!["type"] == "Established" && (string?)condition["status"] == "True")
            ? WaitVerdict.Satisfied("established")
            : WaitVerdict.Waiting("not established");
    }
}
