using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Records events in the name of one actor.</summary>
internal sealed class ActorEvents(EventRecorder recorder, string component) : IEventRecorder
{
    /// <inheritdoc/>
    public void Record(Manifest about, bool isWarning, string reason, string message, string fieldPath = "") =>
        recorder.Record(new RecordedEvent(about, component, isWarning, reason, message, fieldPath));
}
