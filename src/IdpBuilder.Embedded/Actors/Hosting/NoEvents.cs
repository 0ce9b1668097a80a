using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Records nothing.</summary>
internal sealed class NoEvents : IEventRecorder
{
    /// <summary>The only one.</summary>
    public static NoEvents Instance { get; } = new();

    /// <inheritdoc/>
    public void Record(Manifest about, bool isWarning, string reason, string message, string fieldPath = "")
    {
    }
}
