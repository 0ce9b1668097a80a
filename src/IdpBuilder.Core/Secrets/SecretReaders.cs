using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Secrets;

/// <summary>
/// The Deployments that read a Secret into their environment, which is done when a Pod starts. The Secret bears a mark that is another one
/// with each change; whoever's Pods bear another is started anew, as <c>kubectl rollout restart</c> does. So a change that was broken off
/// between the two is found by the next run.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="secret">The Secret.</param>
internal sealed class SecretReaders(IKubernetesApi api, ResourceReference secret)
{
    private const string Mark = "idpbuilder.io/credential-change";

    private static readonly GroupVersionKind Deployment = new("apps", "v1", "Deployment");

    /// <summary>The annotations of a Secret whose values have changed.</summary>
    public static IReadOnlyDictionary<string, string> Changed() => new Dictionary<string, string> { [Mark] = Guid.NewGuid().ToString("N") };

    /// <summary>Whether there is any reader.</summary>
    public async Task<bool> ExistAsync(CancellationToken stop) => (await ListAsync(stop).ConfigureAwait(false)).Any();

    /// <summary>Whether every reader was started after the last change.</summary>
    public async Task<bool> AreCurrentAsync(Manifest? changed, CancellationToken stop) =>
        changed?.Annotation(Mark) is not { } mark || (await BehindAsync(mark, stop).ConfigureAwait(false)).Count == 0;

    /// <summary>Starts the Pods of every reader anew that was started before the last change.</summary>
    public async Task RestartAsync(CancellationToken stop)
    {
        if ((await api.GetAsync(secret, stop).ConfigureAwait(false))?.Annotation(Mark) is not { } mark)
        {
            return;
        }

        var template = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Mark] = mark } } };
        var patch = ManifestPatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["template"] = template } });
        foreach (var reader in await BehindAsync(mark, stop).ConfigureAwait(false))
        {
            await api.PatchAsync(ResourceReference.To(reader), patch, PlatformCredentials.Write with { Force = false }, stop).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Manifest>> BehindAsync(string mark, CancellationToken stop) =>
        [.. (await ListAsync(stop).ConfigureAwait(false)).Where(deployment => deployment.Spec.Child("template").Child("metadata").Child("annotations").Text(Mark) != mark)];

    private async Task<IEnumerable<Manifest>> ListAsync(CancellationToken stop) =>
        (await api.ListAsync(new ResourceSelector(Deployment, secret.Namespace), stop).ConfigureAwait(false)).Items.Where(Reads);

    private bool Reads(Manifest deployment)
    {
        var pod = deployment.Spec.Child("template").Child("spec");
        return pod.Children("initContainers").Concat(pod.Children("containers")).Any(container =>
            container.Children("envFrom").Any(source => source.Child("secretRef").Text("name") == secret.Name)
            || container.Children("env").Any(variable => variable.Child("valueFrom").Child("secretKeyRef").Text("name") == secret.Name));
    }
}
