using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>One look at an Application: what is known, and the copy into which its outcome is written.</summary>
internal sealed class ApplicationPass(ApplicationRecord application, ApplicationProject project, ApplicationMemory memory, ActorContext context)
{
    private static readonly WriteOptions Write = new("argocd-application-controller");

    public ApplicationRecord Application => application;

    public ApplicationProject Project => project;

    public ApplicationMemory Memory => memory;

    public ActorContext Context => context;

    public DateTimeOffset Now { get; } = context.Clock.GetUtcNow();

    /// <summary>The Application as it will be.</summary>
    public JsonObject Edited { get; } = (JsonObject)application.Manifest.Json.DeepClone();

    /// <summary>Its status as it will be.</summary>
    public JsonObject Status
    {
        get
        {
            if (Edited["status"] is not JsonObject status)
            {
                Edited["status"] = status = [];
            }

            return status;
        }
    }

    /// <summary>What makes the spec impossible.</summary>
    public IReadOnlyList<ApplicationCondition> SpecErrors { get; set; } = [];

    /// <summary>The comparison with the spec's own sources; null when there was none.</summary>
    public ComparedState? Compared { get; set; }

    /// <summary>Whether the operation waits for a window of its project, which may be far away.</summary>
    public bool IsHeldUp { get; set; }

    /// <summary>The requested operation, if any.</summary>
    public JsonObject? Operation => Edited["operation"] as JsonObject;

    /// <summary>Requests an operation.</summary>
    public void Request(JsonObject operation) => Edited["operation"] = operation;

    /// <summary>The request for a refresh is met.</summary>
    public void MeetRefresh() => (Edited["metadata"]?["annotations"] as JsonObject)?.Remove(ArgoAnnotations.Refresh);

    /// <summary>Adds or takes finalizers.</summary>
    public void SetFinalizer(string name, bool wanted)
    {
        var metadata = (JsonObject)Edited["metadata"]!;
        var others = (metadata["finalizers"] as JsonArray ?? []).Select(entry => entry?.ToString() ?? string.Empty).Where(entry => entry != name);
        var all = (wanted ? others.Append(name) : others).ToArray();
        if (all.Length == 0)
        {
            metadata.Remove("finalizers");
        }
        else
        {
            metadata["finalizers"] = new JsonArray([.. all.Select(entry => JsonValue.Create(entry))]);
        }
    }

    /// <summary>Sends what changed; nothing when nothing did.</summary>
    public async Task SaveAsync(CancellationToken stop)
    {
        var before = application.Manifest.Json;
        if (MergePatch.Between(before, Edited) is not { } patch)
        {
            return;
        }

        if (OnlyTimeChanged(patch))
        {
            return;
        }

        await context.Api.PatchAsync(ResourceReference.To(application.Manifest), ManifestPatch.Merge(patch), Write, stop).ConfigureAwait(false);
    }

    /// <summary>The time of a look at which nothing else happened is not worth a write, which would cause another look.</summary>
    private static bool OnlyTimeChanged(JsonObject patch) =>
        patch.Count == 1 && patch["status"] is JsonObject { Count: 1 } status && status.ContainsKey("reconciledAt");
}
