using IdpBuilder.Docker.Kubeadm;
using IdpBuilder.Manifests;

namespace IdpBuilder.Docker.Steps;

/// <summary>Applies the network and the storage class that the node image brings.</summary>
internal sealed class ApplyNodeManifests : IClusterStep
{
    private static readonly string[] Paths = ["/kind/manifests/default-cni.yaml", "/kind/manifests/default-storage.yaml"];

    /// <inheritdoc/>
    public string Activity => "Installing the network and the storage class";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop)
    {
        foreach (var path in Paths)
        {
            var text = await context.Engine.Containers.ReadTextAsync(context.ControlPlane.Name, path, stop).ConfigureAwait(false)
                ?? throw ImageFailures.NotANodeImage(context.Image, path);
            foreach (var manifest in Read(context, path, text))
            {
                await context.Api.ApplyAsync(manifest, WriteOptions.Default, stop).ConfigureAwait(false);
            }
        }
    }

    private static IEnumerable<Manifest> Read(CreationContext context, string path, string text)
    {
        // The only variable of the template, in the form that every published image has.
        var filled = text.Replace("{{ .PodSubnet }}", KubeadmSettings.DefaultPodSubnet, StringComparison.Ordinal)
            .Replace("{{.PodSubnet}}", KubeadmSettings.DefaultPodSubnet, StringComparison.Ordinal);
        var mistakes = new List<Diagnostic>();
        var documents = context.Services.Reader.Read(filled, path, mistakes);
        return mistakes.Exists(mistake => mistake.Severity == DiagnosticSeverity.Error)
            ? throw ImageFailures.NotANodeImage(context.Image, path)
            : documents.Select(document => document.Content?.AsObject()).OfType<System.Text.Json.Nodes.JsonObject>().Select(json => new Manifest(json));
    }
}
