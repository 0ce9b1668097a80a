using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>CRDs fill in their names and are held until their objects are gone.</summary>
internal sealed class CustomResourceDefinitionStrategy : IKindStrategy
{
    /// <summary>Keeps a CRD until its objects are deleted.</summary>
    public const string Cleanup = "customresourcecleanup.apiextensions.k8s.io";

    public ResourceId Resource => new("apiextensions.k8s.io", "customresourcedefinitions");

    public void PrepareForCreate(JsonObject json)
    {
        FillNames(json);
        json["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(),
            ["acceptedNames"] = new JsonObject { ["plural"] = string.Empty, ["kind"] = string.Empty },
            ["storedVersions"] = new JsonArray(StorageVersions(json).Select(name => (JsonNode)name).ToArray()),
        };
        var metadata = NodePath.Ensure(json, "metadata");
        FinalizerList.Write(metadata, [.. FinalizerList.Of(metadata).Except([Cleanup], StringComparer.Ordinal), Cleanup]);
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
        FillNames(json);
        if (NodePath.At(json, "status", "storedVersions") is JsonArray stored)
        {
            foreach (var name in StorageVersions(json).Where(name => stored.All(known => known?.ToString() != name)))
            {
                stored.Add((JsonNode)name);
            }
        }
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldFault> faults)
    {
        RequireText(json, faults, "spec", "group");
        RequireText(json, faults, "spec", "names", "plural");
        RequireText(json, faults, "spec", "names", "kind");
        CheckName(json, faults);
        if (NodePath.Text(json, "spec", "scope") is not ("Namespaced" or "Cluster"))
        {
            faults.Add(new FieldFault(
                "FieldValueNotSupported",
                $"Unsupported value: \"{NodePath.Text(json, "spec", "scope")}\": supported values: \"Cluster\", \"Namespaced\"",
                "spec.scope"));
        }

        CheckVersions(json, faults);
        foreach (var path in before is null || !IsEstablished(before) ? [] : new[] { "spec.group", "spec.scope", "spec.names.kind", "spec.names.plural" })
        {
            FixedFields.Check(before, json, path, faults);
        }
    }

    private static void FillNames(JsonObject json)
    {
        if (NodePath.At(json, "spec", "names") is JsonObject names && NodePath.Text(names, "kind") is { Length: > 0 } kind)
        {
            names["singular"] ??= kind.ToLowerInvariant();
            names["listKind"] ??= kind + "List";
        }
    }

    private static void CheckName(JsonObject json, ICollection<FieldFault> faults)
    {
        var expected = $"{NodePath.Text(json, "spec", "names", "plural")}.{NodePath.Text(json, "spec", "group")}";
        var name = NodePath.Text(json, "metadata", "name");
        if (name != expected)
        {
            faults.Add(FieldFault.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }
    }

    private static void CheckVersions(JsonObject json, ICollection<FieldFault> faults)
    {
        var versions = (NodePath.At(json, "spec", "versions") as JsonArray)?.OfType<JsonObject>().ToArray() ?? [];
        if (versions.Length == 0)
        {
            faults.Add(FieldFault.Required("spec.versions", string.Empty));
        }
        else if (StorageVersions(json).Count() != 1)
        {
            faults.Add(new FieldFault(
                "FieldValueInvalid", "Invalid value: must have exactly one version marked as storage version", "spec.versions"));
        }

        for (var index = 0; index < versions.Length; index++)
        {
            var name = NodePath.Text(versions[index], "name");
            if (MetadataNames.LabelFault(name) is { } fault)
            {
                faults.Add(FieldFault.Invalid($"spec.versions[{index}].name", name, fault));
            }

            if (NodePath.At(versions[index], "schema", "openAPIV3Schema") is null)
            {
                faults.Add(FieldFault.Required($"spec.versions[{index}].schema.openAPIV3Schema", "schemas are required"));
            }
        }
    }

    private static void RequireText(JsonObject json, ICollection<FieldFault> faults, params string[] path)
    {
        if (NodePath.Text(json, path).Length == 0)
        {
            faults.Add(FieldFault.Required(string.Join('.', path), string.Empty));
        }
    }

    private static IEnumerable<string> StorageVersions(JsonObject json) =>
        ((NodePath.At(json, "spec", "versions") as JsonArray)?.OfType<JsonObject>() ?? [])
            .Where(version => version["storage"] is JsonValue storage && storage.TryGetValue(out bool isStorage) && isStorage)
            .Select(version => NodePath.Text(version, "name"));

    private static bool IsEstablished(JsonObject json) =>
        ((NodePath.At(json, "status", "conditions") as JsonArray)?.OfType<JsonObject>() ?? [])
            .Any(condition => NodePath.Text(condition, "type") == "Established" && NodePath.Text(condition, "status") == "True");
}
