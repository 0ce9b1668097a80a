using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>A Pod at one moment, and what its life up to then calls for.</summary>
/// <param name="Pod">The Pod.</param>
/// <param name="Owner">The object that controls it, or null.</param>
/// <param name="Now">The cluster's time.</param>
/// <param name="Events">Records what happens.</param>
internal sealed record PodMoment(Manifest Pod, Manifest? Owner, DateTimeOffset Now, IEventRecorder Events)
{
    /// <summary>When to look again.</summary>
    public Wakeups Wakeups { get; } = new();

    /// <summary>Whether init containers come before the others.</summary>
    public bool HasInits => Pod.Spec?["initContainers"] is JsonArray { Count: > 0 };

    /// <summary>Whether the Pod is being ended, so that nothing starts again.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Records an event about the Pod.</summary>
    public void Record(bool isWarning, string reason, string message, string fieldPath = "") =>
        Events.Record(Pod, isWarning, reason, message, fieldPath);
}
