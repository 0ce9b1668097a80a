using System.Text.Json.Nodes;
using IdpBuilder.Comparison;

namespace IdpBuilder.Docker.Kubeadm;

/// <summary>Merges what users want into kubeadm's documents. Patches are written for one version of kubeadm's API and used with others.</summary>
internal static class KubeadmPatch
{
    private const string Arguments = "ExtraArgs";

    /// <summary>A document with every patch of its kind.</summary>
    public static JsonObject Apply(JsonObject document, IEnumerable<JsonObject> patches) =>
        patches.Where(patch => Fits(patch, document)).Aggregate(document, (patched, patch) => MergePatch.Apply(patched, Adapt(patch, patched)));

    /// <summary>Whether a patch is for a document: without a version it is for every one, and kubeadm's own differ in the form of arguments only.</summary>
    public static bool Fits(JsonObject patch, JsonObject document)
    {
        var (of, version) = ((string?)patch["kind"], (string?)patch["apiVersion"] ?? string.Empty);
        var actual = (string)document["apiVersion"]!;
        return of == (string?)document["kind"] && (version.Length == 0 || version.Split('/')[0] == actual.Split('/')[0]);
    }

    // Arguments are an object up to v1beta3 and a list from v1beta4 on: a patch in the other form becomes one in the document's.
    private static JsonObject Adapt(JsonObject patch, JsonObject target)
    {
        var adapted = new JsonObject();
        foreach (var (name, value) in patch)
        {
            adapted[name] = (name, value) switch
            {
                ("apiVersion", _) => target[name]?.DeepClone(),
                (_, JsonObject arguments) when IsArguments(name) && UsesLists(target) => Merged(target[name] as JsonArray ?? [], arguments),
                (_, JsonArray list) when IsArguments(name) => UsesLists(target) ? Merged(target[name] as JsonArray ?? [], list) : Named(list),
                (_, JsonObject below) => Inherit(below, name, target),
                _ => value?.DeepClone(),
            };
        }

        return adapted;
    }

    private static JsonObject Inherit(JsonObject below, string name, JsonObject target)
    {
        var inner = (JsonObject?)target[name]?.DeepClone() ?? [];
        var marker = (string?)target["apiVersion"];
        inner["apiVersion"] = marker;
        var adapted = Adapt(below, inner);
        adapted.Remove("apiVersion");
        return adapted;
    }

    private static bool IsArguments(string name) => name.EndsWith(Arguments, StringComparison.OrdinalIgnoreCase);

    private static bool UsesLists(JsonObject target) => (string?)target["apiVersion"] is { } version
        && version.StartsWith("kubeadm.k8s.io/", StringComparison.Ordinal)
        && version is not ("kubeadm.k8s.io/v1beta2" or "kubeadm.k8s.io/v1beta3");

    private static JsonArray Merged(JsonArray present, JsonObject arguments) =>
    [
        .. present.OfType<JsonObject>().Where(argument => !arguments.ContainsKey((string)argument["name"]!)).Select(argument => argument.DeepClone()),
        .. arguments.Where(argument => argument.Value is not null).Select(argument => new JsonObject { ["name"] = argument.Key, ["value"] = argument.Value!.DeepClone() }),
    ];

    // One that is named takes the place of all of its name, and may itself be there more than once.
    private static JsonArray Merged(JsonArray present, JsonArray list)
    {
        var named = list.OfType<JsonObject>().Select(argument => (string?)argument["name"]).ToHashSet(StringComparer.Ordinal);
        return [.. present.OfType<JsonObject>().Where(argument => !named.Contains((string?)argument["name"])).Concat(list).Select(argument => argument?.DeepClone())];
    }

    private static JsonObject Named(JsonArray list) =>
        new(list.OfType<JsonObject>().DistinctBy(argument => (string?)argument["name"], StringComparer.Ordinal).Select(argument => KeyValuePair.Create((string)argument["name"]!, argument["value"]?.DeepClone())));
}
