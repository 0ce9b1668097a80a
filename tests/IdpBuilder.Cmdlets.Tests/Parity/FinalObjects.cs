using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Parity;

/// <summary>Everything that a main job left in a cluster, as text that two clusters have in common.</summary>
/// <param name="minor">The minor version of the older server: what came later is left out.</param>
internal sealed partial class FinalObjects(int minor)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What a server keeps for itself, and what only tells when something happened.
    private static readonly HashSet<string> ServersOwnGroups =
        ["apiregistration.k8s.io", "flowcontrol.apiserver.k8s.io", "internal.apiserver.k8s.io", "extensions", "scheduling.k8s.io", "coordination.k8s.io", "events.k8s.io"];

    private static readonly HashSet<string> VolatileFields =
        ["uid", "resourceVersion", "managedFields", "clusterIP", "clusterIPs", "nodePort", "podIP", "podIPs", "hostIP", "hostIPs", "controller-uid", "resourcesDuration"];

    /// <summary>Reads them all.</summary>
    public async Task<string> ReadAsync(IKubernetesApi api, CancellationToken stop)
    {
        var objects = new List<Manifest>();
        foreach (var resource in (await api.DiscoverAsync(refresh: true, stop)).Where(IsCompared).DistinctBy(resource => (resource.Type.Group, resource.Type.Kind)))
        {
            var list = await api.ListAsync(new ResourceSelector(resource.Type with { Version = string.Empty }), stop);
            objects.AddRange(list.Items.Where(item => !IsServersOwn(item)));
        }

        var text = new StringBuilder(string.Join('\n', objects.Select(Comparable)));
        foreach (var part in objects.SelectMany(RandomParts).Distinct(StringComparer.Ordinal))
        {
            text.Replace(part, "…");
        }

        return string.Join('\n', text.ToString().Split("\n{").Order(StringComparer.Ordinal));
    }

    // What the server or a controller made up: the ends of generated names, and the hashes of templates, whose defaults belong to versions.
    private static IEnumerable<string> RandomParts(Manifest item)
    {
        if (item.Json["metadata"]?["generateName"]?.ToString() is { Length: > 0 } prefix)
        {
            yield return item.Name[prefix.Length..];
        }

        if (item.Labels.GetValueOrDefault("pod-template-hash") is { Length: > 0 } hash)
        {
            yield return hash;
        }
    }

    private bool IsCompared(ApiResource resource) =>
        !VersionedFields.IsNewer(resource.Type.Kind, null, minor)
        && resource.Verbs.Contains("list") && !ServersOwnGroups.Contains(resource.Type.Group) && resource.Type.Kind is not ("Event" or "ComponentStatus");

    private static bool IsServersOwn(Manifest item) =>
        item.Namespace.StartsWith("kube-", StringComparison.Ordinal)
        || item.Labels.ContainsKey("kubernetes.io/bootstrapping")
        || (item.Kind == "Namespace" && item.Name.StartsWith("kube-", StringComparison.Ordinal))
        || (item.Namespace == "default" && item.Name == "kubernetes");

    // Without a status subresource every write of the status is a new generation, and how many there are is a matter of time.
    private static bool IsCountOfWrites(string path, string field) =>
        field == "generation" && (path is "Application/metadata" or "Workflow/metadata");

    private string Comparable(Manifest item)
    {
        var text = Normal(item.Json, item.Kind, item.Kind)!.ToJsonString(Indented);
        return Certificate().Replace(Address().Replace(Identity().Replace(Time().Replace(text, "<time>"), "<uid>"), "<ip>"), "<certificate>");
    }

    private JsonNode? Normal(JsonNode? node, string path, string kind) => node switch
    {
        JsonObject map when path == "Secret/data" => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)"…"))),
        JsonObject map => new JsonObject(map
            .Where(entry => entry.Value is not null && !VolatileFields.Contains(entry.Key) && !IsCountOfWrites(path, entry.Key) && !VersionedFields.IsNewer($"{path}/{entry.Key}", entry.Value, minor))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Normal(entry.Value, $"{path}/{entry.Key}", kind)))),
        JsonArray list => new JsonArray([.. list.Select(item => Normal(item, path, kind))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.GetValue<double>().ToString(CultureInfo.InvariantCulture)),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Time();

    [GeneratedRegex("[0-9a-f]{8}(-?)[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{12}\\b")]
    private static partial Regex Identity();

    [GeneratedRegex(@"\b\d{1,3}(\.\d{1,3}){3}\b")]
    private static partial Regex Address();

    [GeneratedRegex("-----BEGIN CERTIFICATE-----[^\"]*")]
    private static partial Regex Certificate();
}
