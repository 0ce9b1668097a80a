using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>The objects that the contracts work with.</summary>
internal static class Objects
{
    public static readonly GroupVersionKind ConfigMapType = new("", "v1", "ConfigMap");
    public static readonly GroupVersionKind DeploymentType = new("apps", "v1", "Deployment");
    public static readonly GroupVersionKind NamespaceType = new("", "v1", "Namespace");
    public static readonly GroupVersionKind DefinitionType = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    public static Manifest Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    public static Manifest Namespace(string name) => Parse($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}"}}""");

    public static Manifest ConfigMap(string space, string name, params (string Key, string Value)[] data) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = space },
        ["data"] = new JsonObject(data.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
    });

    public static Manifest Labelled(this Manifest manifest, params (string Key, string Value)[] labels)
    {
        manifest.Metadata!["labels"] = new JsonObject(labels.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        return manifest;
    }

    public static Manifest Deployment(string space, string name, params (string Container, string Image)[] containers) => Parse($$$$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{{{name}}}}}","namespace":"{{{{{space}}}}}"},
         "spec":{"selector":{"matchLabels":{"app":"{{{{{name}}}}}"}},"template":{"metadata":{"labels":{"app":"{{{{{name}}}}}"}},
         "spec":{"containers":[{{{{{string.Join(',', containers.Select(one => $$"""{"name":"{{one.Container}}","image":"{{one.Image}}"}"""))}}}}}]}}}}
        """);

    public static ResourceReference To(Manifest manifest) => ResourceReference.To(manifest);

    public static ResourceSelector ConfigMapsIn(string space, string labels = "", string fields = "") => new(ConfigMapType, space, labels, fields);

    public static string? Text(this Manifest manifest, params string[] path) =>
        (string?)path.Aggregate((JsonNode?)manifest.Json, (node, name) => node?[name]);

    public static IEnumerable<string> Names(this ManifestList list) => list.Items.Select(item => item.Name);
}
