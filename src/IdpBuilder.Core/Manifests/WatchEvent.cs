namespace IdpBuilder.Manifests;

/// <summary>One event of a watch.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object as it is now, or as it was last before a deletion; null for events that are about no object.</param>
/// <param name="ResourceVersion">The cluster's version this event stands for.</param>
/// <param name="Reason">How the connection was lost, for <see cref="WatchEventType.Interrupted"/>.</param>
public sealed record WatchEvent(WatchEventType Type, Manifest? Object, string ResourceVersion, string Reason = "");
