using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Records Events, which <c>kubectl describe</c> and <c>kubectl get events</c> show.</summary>
internal interface IEventRecorder
{
    /// <summary>Records an event without waiting for it; one that repeats is counted. Events are a courtesy: none is ever an error.</summary>
    /// <param name="about">The object it is about.</param>
    /// <param name="isWarning">Whether its type is <c>Warning</c> rather than <c>Normal</c>.</param>
    /// <param name="reason">A word such as <c>Scheduled</c>.</param>
    /// <param name="message">A sentence.</param>
    /// <param name="fieldPath">The part of the object, such as <c>spec.containers{web}</c>; empty for all of it.</param>
    void Record(Manifest about, bool isWarning, string reason, string message, string fieldPath = "");
}
