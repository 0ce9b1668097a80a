using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Something worth telling about an object.</summary>
internal sealed record RecordedEvent(Manifest About, string Component, bool IsWarning, string Reason, string Message, string FieldPath);
