using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Rendering;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>An Application as the controller reads it.</summary>
internal sealed class ApplicationRecord
{
    public ApplicationRecord(Manifest manifest)
    {
        Manifest = manifest;
        Sources = [.. (HasMultipleSources ? Spec.Maps("sources") : Spec.Map("source") is { } single ? [single] : [])
            .Select(source => new ApplicationSource(source))];
    }

    public Manifest Manifest { get; }

    public ResourceKey Key => Manifest.Key;

    public JsonObject? Spec => Manifest.Spec;

    public JsonObject? Status => Manifest.Status;

    public JsonObject? Operation => Manifest.Json["operation"] as JsonObject;

    public JsonObject? OperationState => Status.Map("operationState");

    public bool IsDeleting => Manifest.DeletionTimestamp.Length > 0;

    /// <summary>The name in tracking ids.</summary>
    public string Instance => ResourceTracking.InstanceName(Manifest.Name, Manifest.Namespace, ArgoTypes.Namespace);

    public string Project => Spec.Text("project") is { Length: > 0 } project ? project : "default";

    public bool HasMultipleSources => Spec?["sources"] is JsonArray { Count: > 0 };

    public IReadOnlyList<ApplicationSource> Sources { get; }

    public JsonObject? Destination => Spec.Map("destination");

    public string DestinationNamespace => Destination.Text("namespace");

    public JsonObject? SyncPolicy => Spec.Map("syncPolicy");

    /// <summary>The value of the option <c>Delete=</c> for objects without one of their own; null when it is not set.</summary>
    public string? DefaultDelete =>
        SyncPolicy.Texts("syncOptions").FirstOrDefault(option => option.StartsWith("Delete=", StringComparison.Ordinal))?["Delete=".Length..];

    public JsonObject? Automated => SyncPolicy.Map("automated");

    public bool IsAutomated => Automated is { } automated && (automated["enabled"] is null || automated.Flag("enabled"));

    public string Refresh => Manifest.Annotation(ArgoAnnotations.Refresh) ?? string.Empty;

    public IgnoredDifferences? IgnoredDifferences => IgnoredDifferences.Read(Spec?["ignoreDifferences"] as JsonArray);

    public ManagedNamespaceMetadata? NamespaceMetadata => SyncPolicy.Map("managedNamespaceMetadata") is { } metadata
        ? new ManagedNamespaceMetadata(TextMap(metadata.Map("labels")), TextMap(metadata.Map("annotations")))
        : null;

    /// <summary>Whether a user has confirmed prunings or deletions since a moment.</summary>
    public bool IsConfirmedSince(DateTimeOffset moment) =>
        Timestamps.Parse(Manifest.Annotation(ArgoAnnotations.DeletionApproved)) is { } confirmed && confirmed >= moment;

    private static Dictionary<string, string> TextMap(JsonObject? map) =>
        map?.ToDictionary(entry => entry.Key, entry => map.Text(entry.Key), StringComparer.Ordinal) ?? [];
}
