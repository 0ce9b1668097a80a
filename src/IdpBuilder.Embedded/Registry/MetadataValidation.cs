using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Checks what every object's metadata must obey.</summary>
internal static class MetadataValidation
{
    private const int AnnotationLimit = 256 * 1024;

    public static void Check(ResourceType type, JsonObject metadata, ICollection<FieldError> faults)
    {
        CheckName(type, metadata, faults);
        var keyChecks = new[] { "labels", "annotations" };
        foreach (var map in keyChecks)
        {
            foreach (var (key, _) in metadata[map] as JsonObject ?? [])
            {
                if (MetadataNames.QualifiedNameFault(map == "labels" ? key : key.ToLowerInvariant()) is { } fault)
                {
                    faults.Add(FieldError.InvalidText("metadata." + map, key, fault));
                }
            }
        }

        foreach (var (_, value) in metadata["labels"] as JsonObject ?? [])
        {
            var text = value!.GetValue<string>();
            if (MetadataNames.LabelValueFault(text) is { } fault)
            {
                faults.Add(FieldError.InvalidText("metadata.labels", text, fault));
            }
        }

        CheckAnnotationSize(metadata, faults);
        CheckOwners(metadata, faults);
        CheckFinalizers(type, metadata, faults);
    }

    /// <summary>Checks what an update may not do to metadata.</summary>
    public static void CheckUpdate(StoredObject before, JsonObject after, ICollection<FieldError> faults)
    {
        if (!before.IsTerminating)
        {
            return;
        }

        var added = FinalizerList.Of(after).Except(before.Finalizers, StringComparer.Ordinal).ToArray();
        if (added.Length > 0)
        {
            var quoted = string.Join(", ", added.Select(finalizer => $"\"{finalizer}\""));
            faults.Add(FieldError.Forbidden(
                "metadata.finalizers",
                $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{quoted}}}"));
        }
    }

    private static void CheckName(ResourceType type, JsonObject metadata, ICollection<FieldError> faults)
    {
        var generate = metadata["generateName"]?.GetValue<string>() ?? string.Empty;
        var name = metadata["name"]?.GetValue<string>() ?? string.Empty;
        if (generate.Length > 0 && MetadataNames.GenerateNameFault(type.NameRule, generate) is { } prefixFault)
        {
            faults.Add(FieldError.InvalidText("metadata.generateName", generate, prefixFault));
        }

        if (name.Length == 0)
        {
            faults.Add(FieldError.Required("metadata.name", "name or generateName is required"));
        }
        else if (MetadataNames.NameFault(type.NameRule, name) is { } fault)
        {
            faults.Add(FieldError.InvalidText("metadata.name", name, fault));
        }
    }

    private static void CheckAnnotationSize(JsonObject metadata, ICollection<FieldError> faults)
    {
        long size = 0;
        foreach (var (key, value) in metadata["annotations"] as JsonObject ?? [])
        {
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value!.GetValue<string>());
        }

        if (size > AnnotationLimit)
        {
            faults.Add(FieldError.TooLong("metadata.annotations", AnnotationLimit));
        }
    }

    private static void CheckOwners(JsonObject metadata, ICollection<FieldError> faults)
    {
        var controllers = 0;
        var index = 0;
        foreach (var owner in (metadata["ownerReferences"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            foreach (var required in new[] { "apiVersion", "kind", "name", "uid" })
            {
                if (string.IsNullOrEmpty(owner[required]?.GetValue<string>()))
                {
                    faults.Add(FieldError.InvalidText($"metadata.ownerReferences[{index}].{required}", string.Empty, "must not be empty"));
                }
            }

            controllers += owner["controller"]?.GetValue<bool>() == true ? 1 : 0;
            index++;
        }

        if (controllers > 1)
        {
            faults.Add(FieldError.InvalidText(
                "metadata.ownerReferences", "controller", "Only one reference can have Controller set to true"));
        }
    }

    private static void CheckFinalizers(ResourceType type, JsonObject metadata, ICollection<FieldError> faults)
    {
        foreach (var finalizer in FinalizerList.Of(metadata))
        {
            if (MetadataNames.QualifiedNameFault(finalizer) is { } fault)
            {
                faults.Add(FieldError.InvalidText("metadata.finalizers", finalizer, fault));
            }
        }

        var all = FinalizerList.Of(metadata).ToArray();
        var mustBeQualified = type.Custom is null && type.Type.Group is not ("apiextensions.k8s.io" or "apiregistration.k8s.io");
        for (var index = 0; mustBeQualified && index < all.Length; index++)
        {
            if (!all[index].Contains('/', StringComparison.Ordinal) && all[index] is not (FinalizerList.Orphan or FinalizerList.Foreground or "kubernetes"))
            {
                faults.Add(FieldError.InvalidText(
                    $"metadata.finalizers[{index}]", all[index], "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }

        if (all.Contains(FinalizerList.Orphan, StringComparer.Ordinal) && all.Contains(FinalizerList.Foreground, StringComparer.Ordinal))
        {
            faults.Add(FieldError.InvalidText(
                "metadata.finalizers", string.Join(' ', all), "finalizer orphan and foregroundDeletion cannot be both set"));
        }
    }
}
