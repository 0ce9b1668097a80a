using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>
/// Builds a kustomization with the <c>kustomize</c> or <c>kubectl</c> of the user's machine. What the Application adds is
/// written into a kustomization on top, so that neither program needs to edit files.
/// </summary>
internal sealed class KustomizeRenderer(IProgramRunner programs, ManifestTexts texts)
{
    private const string Overlay = ".idpbuilder-overlay";

    private static readonly string[] CopiedFields = ["namePrefix", "nameSuffix", "namespace", "patches", "components"];

    public async Task<IReadOnlyList<Manifest>> RenderAsync(
        ApplicationSource source, SourceContent content, BuildEnvironment environment, CancellationToken stop)
    {
        var program = programs.Find("kustomize", "kubectl") ?? throw RenderingFailures.NoKustomize();
        using var checkout = Checkout.Of(content.Repository);
        var folder = content.Path;
        if (source.Kustomize is { Count: > 0 } settings)
        {
            var kustomization = OverlayOf(settings, content.Path, environment);
            checkout.Write($"{Overlay}/kustomization.yaml", Encoding.UTF8.GetBytes(kustomization.ToJsonString()));
            folder = Overlay;
        }

        var verb = Path.GetFileNameWithoutExtension(program) == "kubectl" ? "kustomize" : "build";
        var output = await programs.RunAsync(program, [verb, checkout.Confine(folder)], checkout.Root, stop).ConfigureAwait(false);
        return [.. texts.Read(output, "kustomize build")];
    }

    private static JsonObject OverlayOf(JsonObject settings, string path, BuildEnvironment environment)
    {
        var overlay = new JsonObject
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["resources"] = new JsonArray("../" + path),
        };
        foreach (var field in CopiedFields.Where(settings.ContainsKey))
        {
            overlay[field] = settings[field]?.DeepClone();
        }

        if (overlay["components"] is JsonArray components)
        {
            overlay["components"] = new JsonArray([.. components.Select(item => JsonValue.Create($"../{path}/{item}"))]);
        }

        if (settings.Child("commonLabels") is { } labels)
        {
            overlay["labels"] = new JsonArray(new JsonObject
            {
                ["pairs"] = Substituted(labels, environment),
                ["includeSelectors"] = !settings.Flag("labelWithoutSelector"),
                ["includeTemplates"] = settings.Flag("labelIncludeTemplates"),
            });
        }

        if (settings.Child("commonAnnotations") is { } annotations)
        {
            overlay["commonAnnotations"] = settings.Flag("commonAnnotationsEnvsubst") ? Substituted(annotations, environment) : annotations.DeepClone();
        }

        AddImages(settings, overlay, environment);
        AddReplicas(settings, overlay);
        return overlay;
    }

    private static void AddReplicas(JsonObject settings, JsonObject overlay)
    {
        if (settings["replicas"] is JsonArray { Count: > 0 } replicas)
        {
            overlay["replicas"] = replicas.DeepClone();
        }
    }

    private static JsonObject Substituted(JsonObject texts, BuildEnvironment environment) =>
        new(texts.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, environment.Substitute(entry.Value?.ToString() ?? string.Empty))));

    private static void AddImages(JsonObject settings, JsonObject overlay, BuildEnvironment environment)
    {
        var images = settings.Texts("images").Select(environment.Substitute).ToArray();
        if (images.Length > 0)
        {
            overlay["images"] = new JsonArray([.. images.Select(Image)]);
        }
    }

    /// <summary>Reads <c>[name=]image[:tag|@digest]</c>.</summary>
    private static JsonNode Image(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (name, rest) = equals < 0 ? (string.Empty, text) : (text[..equals], text[(equals + 1)..]);
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        var colon = rest.LastIndexOf(':');
        var image = new JsonObject();
        if (at >= 0)
        {
            image["digest"] = rest[(at + 1)..];
            rest = rest[..at];
        }
        else if (colon > rest.LastIndexOf('/'))
        {
            image["newTag"] = rest[(colon + 1)..];
            rest = rest[..colon];
        }

        image["name"] = name.Length == 0 ? rest : name;
        if (name.Length > 0)
        {
            image["newName"] = rest;
        }

        return image;
    }
}
