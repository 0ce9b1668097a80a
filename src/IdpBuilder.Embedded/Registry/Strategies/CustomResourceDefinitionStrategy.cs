using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>CRDs begin without accepted names, keep the versions that were ever stored, and fix their names once they are established.</summary>
internal sealed class CustomResourceDefinitionStrategy : IKindStrategy
{
    public ResourceId Resource => new("apiextensions.k8s.io", "customresourcedefinitions");

    public void PrepareForCreate(JsonObject json)
    {
        json["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(),
            ["acceptedNames"] = new JsonObject { ["plural"] = string.Empty, ["kind"] = string.Empty },
            ["storedVersions"] = new JsonArray(StorageVersions(json).Select(name => (JsonNode)name).ToArray()),
        };
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
        if (NodePath.At(json, "status", "storedVersions") is JsonArray stored)
        {
            foreach (var name in StorageVersions(json).Where(name => stored.All(known => known?.ToString() != name)))
            {
                stored.Add((JsonNode)name);
            }
        }
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        RequireText(json, faults, "spec", "group");
        RequireText(json, faults, "spec", "names", "plural");
        RequireText(json, faults, "spec", "names", "kind");
        CheckName(json, faults);
        if (NodePath.Text(json, "spec", "scope") is not ("Namespaced" or "Cluster"))
        {
            faults.Add(FieldError.NotSupported("spec.scope", NodePath.Text(json, "spec", "scope"), ["Cluster", "Namespaced"]));
        }

        CheckVersions(json, faults);
        foreach (var path in before is null || !IsEstablished(before) ? [] : new[] { "spec.group", "spec.scope", "spec.names.kind", "spec.names.plural" })
        {
            FixedFields.Check(before, json, path, faults);
        }
    }

    private static void CheckName(JsonObject json, ICollection<FieldError> faults)
    {
        var expected = $"{NodePath.Text(json, "spec", "names", "plural")}.{NodePath.Text(json, "spec", "group")}";
        var name = NodePath.Text(json, "metadata", "name");
        if (name != expected)
        {
            faults.Add(FieldError.InvalidText("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }
    }

    private static void CheckVersions(JsonObject json, ICollection<FieldError> faults)
    {
        var versions = (NodePath.At(json, "spec", "versions") as JsonArray)?.OfType<JsonObject>().ToArray() ?? [];
        if (versions.Length == 0)
        {
            faults.Add(FieldError.Required("spec.versions", string.Empty));
        }
        else if (StorageVersions(json).Count() != 1)
        {
            faults.Add(new FieldError(
                FieldErrorType.FieldValueInvalid, "spec.versions", "must have exactly one version marked as storage version"));
        }

        for (var index = 0; index < versions.Length; index++)
        {
            var name = NodePath.Text(versions[index], "name");
            if (MetadataNames.LabelFault(name) is { } fault)
            {
                faults.Add(FieldError.InvalidText($"spec.versions[{index}].name", name, fault));
            }

            if (NodePath.At(versions[index], "schema", "openAPIV3Schema") is null)
            {
                faults.Add(FieldError.Required($"spec.versions[{index}].schema.openAPIV3Schema", "schemas are required"));
            }
        }
    }

    private static void RequireText(JsonObject json, ICollection<FieldError> faults, params string[] path)
    {
        if (NodePath.Text(json, path).Length == 0)
        {
            faults.Add(FieldError.Required(string.Join('.', path), string.Empty));
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
