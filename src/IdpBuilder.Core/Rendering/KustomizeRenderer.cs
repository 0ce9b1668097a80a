using System.Text;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>
/// Builds a kustomization with the <c>kustomize</c> or <c>kubectl</c> of the user's machine. What the Application adds is written into
/// the kustomization of a copy, because only the former of the two edits files.
/// </summary>
internal sealed class KustomizeRenderer(IProgramRunner programs, ManifestTexts texts)
{
    private static readonly string[] FileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    public async Task<IReadOnlyList<Manifest>> RenderAsync(
        ApplicationSource source, SourceContent content, BuildEnvironment environment, CancellationToken stop)
    {
        var program = programs.Find("kustomize", "kubectl") ?? throw RenderingFailures.NoKustomize();
        using var checkout = Checkout.Of(content.Repository);
        if (source.Kustomize is { Count: > 0 } settings && Array.Find(FileNames, content.Has) is { } file)
        {
            var kustomization = texts.ReadMap(content.Read(file), file);
            new KustomizationEdit(kustomization, environment).Apply(settings, component => Directory.Exists(checkout.Confine($"{content.Path}/{component}")));
            checkout.Write($"{content.Path}/{file}".TrimStart('/'), Encoding.UTF8.GetBytes(kustomization.ToJsonString()));
        }

        var verb = Path.GetFileNameWithoutExtension(program) == "kubectl" ? "kustomize" : "build";
        var output = await programs.RunAsync(program, [verb, checkout.Confine(content.Path)], checkout.Root, stop).ConfigureAwait(false);
        return [.. texts.Read(output, "kustomize build")];
    }
}
