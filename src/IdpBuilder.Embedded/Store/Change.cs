namespace IdpBuilder.Embedded.Store;

/// <summary>One step of a collection's history.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Revision">The store's revision after it.</param>
/// <param name="Object">The new version, or the last one of a deleted object; null for a bookmark.</param>
/// <param name="Previous">The version before; null for a new object or a bookmark.</param>
internal sealed record Change(ChangeType Type, long Revision, StoredObject? Object, StoredObject? Previous);
