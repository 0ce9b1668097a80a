using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Tests.Scripted;

/// <summary>Answers as API servers give them.</summary>
internal static class Documents
{
    public static readonly GroupVersionKind ConfigMap = new("", "v1", "ConfigMap");
    public static readonly ResourceSelector ConfigMaps = new(ConfigMap, "demo");

    public static string CoreDiscovery => Aggregated(("", "v1", "configmaps", "ConfigMap", true), ("", "v1", "secrets", "Secret", true), ("", "v1", "namespaces", "Namespace", false));

    public static string GroupDiscovery => Aggregated(("apps", "v1", "deployments", "Deployment", true), ("argoproj.io", "v1alpha1", "applications", "Application", true));

    public static string Aggregated(params (string Group, string Version, string Plural, string Kind, bool Namespaced)[] types) => new JsonObject
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["items"] = new JsonArray([.. types.Select(type => new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = type.Group },
            ["versions"] = new JsonArray(new JsonObject
            {
                ["version"] = type.Version,
                ["resources"] = new JsonArray(new JsonObject
                {
                    ["resource"] = type.Plural,
                    ["responseKind"] = new JsonObject { ["group"] = "", ["version"] = "", ["kind"] = type.Kind },
                    ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
                    ["verbs"] = new JsonArray("get", "list", "watch"),
                    ["shortNames"] = new JsonArray("x"),
                }),
            }),
        })]),
    }.ToJsonString();

    public static JsonObject Object(string name, int version, string uid = "") => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = "demo",
            ["uid"] = uid.Length > 0 ? uid : $"uid-{name}",
            ["resourceVersion"] = $"{version}",
        },
    };

    public static Manifest Manifest(string name) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "demo" },
    });

    /// <summary>A list as servers send it: its items bear no kind.</summary>
    public static JsonObject List(int version, string next, params IEnumerable<JsonObject> items)
    {
        var bare = new JsonArray();
        foreach (var item in items)
        {
            item.Remove("apiVersion");
            item.Remove("kind");
            bare.Add(item);
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMapList",
            ["metadata"] = new JsonObject { ["resourceVersion"] = $"{version}", ["continue"] = next },
            ["items"] = bare,
        };
    }

    /// <summary>A line of a watch.</summary>
    public static string Event(string type, JsonObject item) => new JsonObject { ["type"] = type, ["object"] = item }.ToJsonString() + "\n";
}
