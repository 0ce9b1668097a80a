using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Names the default class in claims that name none, as every API server does (kubernetes/plugin/pkg/admission/storage/storageclass/setdefault).</summary>
internal sealed class DefaultStorageClass(ObjectStore store)
{
    private const string Mark = "storageclass.kubernetes.io/is-default-class";
    private static readonly ResourceId Classes = new("storage.k8s.io", "storageclasses");

    /// <summary>Changes the claim; an empty name asks for no class, and stays. Of several defaults the newest is taken.</summary>
    public void Apply(JsonObject claim)
    {
        if (NodePath.At(claim, "spec", "storageClassName") is null && Name() is { } name)
        {
            NodePath.Ensure(claim, "spec")["storageClassName"] = name;
        }
    }

    private string? Name() => store.Read(Classes).State.Objects(string.Empty)
        .Where(item => NodePath.Text(item.Json, "metadata", "annotations", Mark) == "true")
        .OrderByDescending(item => NodePath.Text(item.Json, "metadata", "creationTimestamp"), StringComparer.Ordinal)
        .ThenBy(item => item.Address.Name, StringComparer.Ordinal)
        .FirstOrDefault()?.Address.Name;
}
