using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>
/// Writes what an Application says about a kustomization into the kustomization itself, field by field as <c>kustomize edit</c> does for
/// Argo CD: prefixes, the namespace, images and replicas replace what is there, labels and annotations must be new unless forced, patches
/// and components are added.
/// </summary>
/// <param name="kustomization">The file's content; it is changed.</param>
/// <param name="environment">The variables that values may name.</param>
internal sealed class KustomizationEdit(JsonObject kustomization, BuildEnvironment environment)
{
    /// <summary>Makes the changes.</summary>
    /// <param name="settings">The source's <c>kustomize</c> section.</param>
    /// <param name="exists">Whether a component is there.</param>
    public void Apply(JsonObject settings, Func<string, bool> exists)
    {
        foreach (var field in (ReadOnlySpan<string>)["namePrefix", "nameSuffix", "namespace"])
        {
            if (settings.Text(field) is { Length: > 0 } text)
            {
                kustomization[field] = text;
            }
        }

        SetNamed("images", settings.Texts("images").Select(environment.Substitute).Select(ImageOf));
        SetNamed("replicas", settings.Children("replicas").Select(ReplicasOf));
        AddLabels(settings);
        if (settings.Child("commonAnnotations") is { Count: > 0 } annotations)
        {
            var substituted = settings.Flag("commonAnnotationsEnvsubst") ? Substituted(annotations) : annotations;
            Add(MapOf(kustomization, "commonAnnotations"), substituted, "annotation", settings.Flag("forceCommonAnnotations"));
        }

        foreach (var patch in settings.Children("patches"))
        {
            ListOf(kustomization, "patches").Add(patch.DeepClone());
        }

        var there = ListOf(kustomization, "components").Select(component => component?.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var component in settings.Texts("components").Where(component => !settings.Flag("ignoreMissingComponents") || exists(component)).Where(there.Add))
        {
            ListOf(kustomization, "components").Add(component);
        }

        foreach (var empty in kustomization.Where(field => field.Value is JsonArray { Count: 0 }).Select(field => field.Key).ToArray())
        {
            kustomization.Remove(empty);
        }
    }

    private void AddLabels(JsonObject settings)
    {
        if (settings.Child("commonLabels") is not { Count: > 0 } labels)
        {
            return;
        }

        var (selectors, templates) = (!settings.Flag("labelWithoutSelector"), settings.Flag("labelIncludeTemplates"));
        if (selectors && templates)
        {
            throw RenderingFailures.LabelTemplates();
        }

        var pairs = selectors ? MapOf(kustomization, "commonLabels") : PairsWithoutSelector(templates);
        Add(pairs, Substituted(labels), "label", settings.Flag("forceCommonLabels"));
    }

    // Labels that share their settings share an entry.
    private JsonObject PairsWithoutSelector(bool templates)
    {
        var list = ListOf(kustomization, "labels");
        var entry = list.OfType<JsonObject>().FirstOrDefault(label => !label.Flag("includeSelectors") && label.Flag("includeTemplates") == templates);
        if (entry is null)
        {
            list.Add(entry = new JsonObject { ["includeSelectors"] = false, ["includeTemplates"] = templates });
        }

        return MapOf(entry, "pairs");
    }

    private JsonObject Substituted(JsonObject texts) =>
        new(texts.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, environment.Substitute(entry.Value?.ToString() ?? string.Empty))));

    private static void Add(JsonObject map, JsonObject added, string kind, bool force)
    {
        foreach (var (name, value) in added)
        {
            if (map.ContainsKey(name) && !force)
            {
                throw RenderingFailures.KustomizationHas(kind, name);
            }

            map[name] = value?.DeepClone();
        }
    }

    private void SetNamed(string field, IEnumerable<JsonObject> entries)
    {
        foreach (var entry in entries)
        {
            var list = ListOf(kustomization, field);
            foreach (var old in list.OfType<JsonObject>().Where(old => old.Text("name") == entry.Text("name")).ToArray())
            {
                list.Remove(old);
            }

            list.Add(entry);
        }
    }

    private static JsonObject ReplicasOf(JsonObject replicas)
    {
        var name = replicas.Text("name");
        return long.TryParse(replicas["count"]?.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? new JsonObject { ["name"] = name, ["count"] = count }
            : throw RenderingFailures.ReplicasUnreadable(name);
    }

    /// <summary>Reads <c>[name=]image[:tag][@digest]</c>. Without a name the image is meant that is called so.</summary>
    private static JsonObject ImageOf(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (name, rest) = equals < 0 ? (string.Empty, text) : (text[..equals], text[(equals + 1)..]);
        var image = new JsonObject();
        if (rest.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            image["digest"] = rest[(at + 1)..];
            rest = rest[..at];
        }

        if (rest.LastIndexOf(':') is var colon && colon > rest.LastIndexOf('/'))
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

    private static JsonArray ListOf(JsonObject map, string field)
    {
        if (map[field] is not JsonArray list)
        {
            map[field] = list = [];
        }

        return list;
    }

    private static JsonObject MapOf(JsonObject map, string field)
    {
        if (map[field] is not JsonObject inner)
        {
            map[field] = inner = [];
        }

        return inner;
    }
}
