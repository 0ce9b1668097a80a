using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a Namespace.</summary>
internal static class NamespaceDefaults
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    public static void Apply(JsonObject item)
    {
        item.Struct("status")?.DefaultText("phase", "Active");
        if (item.Struct("metadata") is { } metadata && metadata.Text("name") is { Length: > 0 } name && metadata.Struct("labels") is { } labels)
        {
            labels[NameLabel] = name;
        }
    }
}
