using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>What a set makes of an Application: it owns spec, labels, annotations and finalizers, and leaves the rest alone.</summary>
internal static class ApplicationChange
{
    private const string NotifiedAnnotation = "notified.notifications.argoproj.io";
    private const string RefreshAnnotation = "argocd.argoproj.io/refresh";
    private const string HydrateAnnotation = "argocd.argoproj.io/hydrate";

    private static readonly string[] DeletionFinalizers =
        ["pre-delete-finalizer.argocd.argoproj.io", "post-delete-finalizer.argocd.argoproj.io"];

    /// <summary>A new Application, owned by its set.</summary>
    public static Manifest ToCreate(Manifest set, Manifest generated)
    {
        var created = generated.Clone();
        created.Json["spec"] = ApplicationSpecs.Normalize(created.Spec ?? []);
        created.Metadata!["ownerReferences"] = new JsonArray(OwnerReferences.To(set));
        return created;
    }

    /// <summary>The patch that makes a live Application what its set wants; null when it is that already.</summary>
    public static JsonObject? ToUpdate(Manifest set, Manifest generated, Manifest live)
    {
        var wanted = ToCreate(set, generated);
        var preserved = set.Spec.Map("preservedFields");
        var keptAnnotations = preserved.Texts("annotations").Concat([NotifiedAnnotation, RefreshAnnotation, HydrateAnnotation]);
        Keep(wanted, live, "annotations", keptAnnotations);
        Keep(wanted, live, "labels", preserved.Texts("labels"));
        KeepDeletionFinalizers(wanted, live);
        KeepOtherOwners(wanted, live, set);
        if (generated.Json["operation"] is { } operation)
        {
            wanted.Json["operation"] = operation.DeepClone();
        }

        wanted = IgnoredBy(set)?.Adopt(wanted, live) ?? wanted;
        return MergePatch.Between(Owned(live, withOperation: generated.Json["operation"] is not null), Owned(wanted, withOperation: true));
    }

    /// <summary>What of its Applications a set leaves to others; null for nothing.</summary>
    public static IgnoredDifferences? IgnoredBy(Manifest set)
    {
        var rules = set.Spec.Maps("ignoreApplicationDifferences").Select(JsonNode (rule) =>
        {
            var ofApplications = (JsonObject)rule.DeepClone();
            ofApplications["group"] = ArgoTypes.Application.Group;
            ofApplications["kind"] = ArgoTypes.Application.Kind;
            return ofApplications;
        });
        return IgnoredDifferences.Read(new JsonArray([.. rules]));
    }

    private static JsonObject Owned(Manifest application, bool withOperation)
    {
        var metadata = new JsonObject();
        foreach (var field in new[] { "labels", "annotations", "finalizers", "ownerReferences" })
        {
            if (application.Metadata?[field] is { } value and not JsonObject { Count: 0 } and not JsonArray { Count: 0 })
            {
                metadata[field] = value.DeepClone();
            }
        }

        var owned = new JsonObject { ["metadata"] = metadata, ["spec"] = ApplicationSpecs.Normalize(application.Spec ?? []) };
        if (withOperation && application.Json["operation"] is { } operation)
        {
            owned["operation"] = operation.DeepClone();
        }

        return owned;
    }

    private static void Keep(Manifest wanted, Manifest live, string field, IEnumerable<string> keys)
    {
        var present = live.Metadata.TextMap(field);
        foreach (var key in keys.Where(present.ContainsKey))
        {
            var map = wanted.Metadata.Map(field);
            if (map is null)
            {
                wanted.Metadata![field] = map = [];
            }

            map[key] = present[key];
        }
    }

    private static void KeepDeletionFinalizers(Manifest wanted, Manifest live)
    {
        var kept = live.Metadata.Texts("finalizers").Where(name => Array.Exists(DeletionFinalizers, prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        var finalizers = wanted.Metadata.Texts("finalizers").Concat(kept).Distinct(StringComparer.Ordinal).ToList();
        if (finalizers.Count > 0)
        {
            wanted.Metadata!["finalizers"] = new JsonArray([.. finalizers.Select(name => (JsonNode)name)]);
        }
    }

    private static void KeepOtherOwners(Manifest wanted, Manifest live, Manifest set)
    {
        foreach (var owner in live.Metadata.Maps("ownerReferences").Where(owner => owner.Text("uid") != set.Uid))
        {
            ((JsonArray)wanted.Metadata!["ownerReferences"]!).Add(owner.DeepClone());
        }
    }
}
